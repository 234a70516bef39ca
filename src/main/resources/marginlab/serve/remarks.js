/** Tags and the note of a run: read everywhere, set where the server takes them. */
import { element, isNew, name } from './dom.js';
import { mayEdit, remark } from './server.js';

const chip = (tag, ...more) => element('span', { class: 'chip' }, name(tag), ...more);

export const tags = (some) => some.map((tag) => chip(tag));

/** An editor in a place of its own; what somebody types is not taken from under them. */
export async function edit(parent, run) {
  if (parent.contains(document.activeElement) || !isNew(parent, [run.tags, run.note])) return;
  const { allowed } = await mayEdit();
  const said = element('span', { class: 'detail', role: 'status' });
  const keep = async (change) => {
    try {
      const kept = await remark({ id: run.id, ...change });
      document.activeElement?.blur();
      said.textContent = 'kept';
      await edit(parent, { ...run, ...kept });
    } catch (problem) {
      said.textContent = problem.message;
    }
  };
  if (!allowed) {
    parent.replaceChildren(element('div', { class: 'chiprow' }, ...(run.tags.length ? tags(run.tags) : [element('span', { class: 'detail' }, 'no tags')])),
      run.note ? element('p', { class: 'note' }, name(run.note)) : '');
    return;
  }
  const without = (tag) => element('button', { type: 'button', class: 'cross', 'aria-label': `Take the tag ${tag} away`, onclick: () => keep({ tags: run.tags.filter((one) => one !== tag) }) }, '×');
  const input = element('input', { placeholder: 'add a tag', 'aria-label': 'Add a tag', maxlength: '64', size: '12' });
  const add = element('form', { class: 'inline', onsubmit: (event) => {
    event.preventDefault();
    if (input.value.trim()) keep({ tags: [...run.tags, input.value.trim()] });
  } }, input);
  const text = element('textarea', { rows: String(Math.min(8, 2 + run.note.split('\n').length)), 'aria-label': 'Note', placeholder: 'a note', maxlength: '10000' });
  text.value = run.note;
  const save = element('button', { type: 'button', disabled: true, onclick: () => keep({ note: text.value }) }, 'Keep the note');
  text.addEventListener('input', () => { save.disabled = text.value.trim() === run.note; });
  parent.replaceChildren(element('div', { class: 'chiprow' }, ...run.tags.map((tag) => chip(tag, without(tag))), add),
    element('div', { class: 'controls notes' }, text, save, said));
}
