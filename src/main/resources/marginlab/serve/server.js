/** What is asked of the server, and what it tells by itself. */
import { find } from './dom.js';

export async function read(path) {
  const answer = await fetch(path);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.trim());
  return text;
}

export const ask = async (path) => JSON.parse(await read(path));

let editing = null;

/** Whether tags and notes may be set here. */
export function mayEdit() {
  editing = editing || ask('/api/editing');
  return editing;
}

/** Sets tags or a note; what is absent stays as it is. */
export async function remark(document) {
  const { token } = await mayEdit();
  const answer = await fetch('/api/remarks', {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Marginlab-Token': token }, body: JSON.stringify(document),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.trim());
  return JSON.parse(text);
}

const say = (text) => { find('pulse').textContent = text; };

/** Draws now, and again whenever the server says that something is new; one drawing at a time. */
export function follow(draw) {
  let drawing = null;
  let again = false;
  const refresh = () => {
    if (drawing) {
      again = true;
      return drawing;
    }
    drawing = draw().catch((problem) => say(problem.message)).finally(() => {
      drawing = null;
      if (again) {
        again = false;
        refresh();
      }
    });
    return drawing;
  };
  // A browser has six connections to a server for all its tabs: one that nobody looks at must not hold one of them.
  let events = null;
  const leave = () => {
    if (events) events.close();
    events = null;
  };
  const listen = () => {
    if (events || document.hidden) return;
    events = new EventSource('/events');
    events.onopen = () => say('live');
    events.onerror = () => say('waiting for the server');
    events.onmessage = refresh;
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      leave();
    } else {
      listen();
      refresh();
    }
  });
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    listen();
    refresh();
  });
  listen();
  refresh();
  return refresh;
}
