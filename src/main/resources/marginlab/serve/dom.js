/** Elements. Every text from the store goes through text nodes: nothing of it is ever parsed as markup. */
export const find = (id) => document.getElementById(id);

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([key, value]) => {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== false && value !== undefined) made.setAttribute(key, value === true ? '' : value);
  });
  made.append(...children);
  return made;
}

/** A name of somebody's choice, whichever way it is written. */
export const name = (text) => element('bdi', {}, text);

export const badge = (state) => element('span', { class: 'state ' + state }, state);

/** Marks a run that learnt nothing. */
export const chanceMark = (sets) => element('span', {
  class: 'state chance', title: `no better than a guess on ${sets.join(', ')}: it learnt nothing`,
}, 'at chance');

/** Puts new content in the place of old; the focus stays on what has the same key. */
export function swap(parent, ...children) {
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key : '';
  parent.replaceChildren(...children);
  const again = key && [...parent.querySelectorAll('[data-key]')].find((one) => one.dataset.key === key);
  if (again) again.focus({ preventScroll: true });
}

/** Whether something is other than it was when it was last drawn in a place: the same again changes nothing under the pointer. */
export function isNew(parent, what) {
  const text = JSON.stringify(what);
  if (parent.drawnFrom === text) return false;
  parent.drawnFrom = text;
  return true;
}

export function table(heads, rows) {
  return element('table', { class: 'plain' },
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col', class: head.number ? 'number' : '' }, head.text)))),
    element('tbody', {}, ...rows));
}

export const region = (label, ...children) => element('div', { class: 'scroll', role: 'region', 'aria-label': label, tabindex: '0' }, ...children);

export const list = (pairs, notes = {}) => element('dl', { class: 'list' }, ...Object.entries(pairs).map(([key, value]) =>
  element('div', {}, element('dt', {}, name(key)), element('dd', {}, name(String(value)), notes[key] === undefined ? '' : element('span', { class: 'detail' }, notes[key])))));

const drawing = (tag, attributes, ...children) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
};

export const pinIcon = () => drawing('svg', { viewBox: '0 0 16 16', width: '14', height: '14', 'aria-hidden': 'true' },
  drawing('path', { d: 'M5 1.5h6l-1 1v4l2.5 2.5v1h-4v4.5l-.5 1-.5-1V10h-4V9L6 6.5v-4z', fill: 'currentColor' }));
