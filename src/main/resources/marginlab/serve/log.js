/** The log of a run, which goes on where it ended. */
import { element } from './dom.js';
import { ask } from './server.js';

const MOST = 400000; // letters that are kept on the page

let after = null;
let view = null;

/** Reads what is new; the view stays where the reader is, or at the end where the reader was there. */
export async function follow(parent, id) {
  let piece;
  do {
    piece = await ask(`/api/log?id=${encodeURIComponent(id)}${after === null ? '' : '&after=' + after}`);
    if (!piece.size) return;
    if (!view) {
      view = element('pre', { class: 'log', tabindex: '0', 'aria-label': 'Log' });
      parent.replaceChildren(element('h2', {}, 'Log'), view);
    }
    const atEnd = view.scrollTop + view.clientHeight >= view.scrollHeight - 8;
    const goesOn = after === piece.from;
    const text = goesOn ? view.textContent + piece.text : piece.text;
    if (!goesOn || piece.text) view.textContent = text.slice(-MOST);
    if (atEnd || after === null) view.scrollTop = view.scrollHeight;
    after = piece.to;
  } while (piece.to < piece.size && piece.text);
}
