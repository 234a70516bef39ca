/** The columns of the table of runs: their heads, their widths, their cells, and the choice of them. */
import * as address from './address.js';
import { badge, chanceMark, element, name } from './dom.js';
import { difference, value } from './format.js';
import { ask } from './server.js';
import { tags } from './remarks.js';

const widths = { loss: 15, seed: 4.5, state: 11, experiment: 11, tag: 10, note: 16, reason: 20, id: 8.5, started: 10.5, duration: 6 };
const narrowWidths = { loss: 7.4, seed: 3, state: 4.6 };
const names = { loss: 'objective', tag: 'tags', duration: 'time' };

const titleOf = (column) => (names[column.name] || column.name) + (column.figure && column.figure !== 'accuracy' ? ' ' + column.figure : '');
const isNumber = (column) => column.kind !== 'text' && column.kind !== 'time' || column.name === 'seed';

export const isNarrow = () => window.innerWidth < 640;

/** Of a number, in rem: a deviation and a difference need room of their own. */
const numberWidths = [6, 9.5, 12.5];
const narrowNumberWidths = [4.8, 7.5, 10.5];

/** In rem; {@code more} is how much stands beside a number: a group has its deviation, what is compared its difference. */
export function widthOf(column, more, isGroup) {
  if (column.name === 'seed' && isGroup) return 5.6;
  const named = (isNarrow() && narrowWidths[column.name]) || widths[column.name];
  if (named) return named;
  if (column.kind === 'text') return 10;
  return isNarrow() ? narrowNumberWidths[more] : Math.max(numberWidths[more], Math.min(15, 2.6 + .52 * titleOf(column).length));
}

/** The order that the address asks for, as [name, whether it descends]. */
const order = () => address.parts('sort').map((word) => (word.startsWith('-') ? [word.slice(1), true] : [word, false]));

function sortBy(column, isFurther) {
  const now = order();
  const before = now.find(([one]) => one === column.name);
  const first = column.kind === 'text' ? '' : '-';
  const other = before && (before[1] ? '' : '-');
  // The third click takes the order away.
  const word = !before ? first + column.name : other === first ? '' : other + column.name;
  const rest = isFurther ? now.filter(([one]) => one !== column.name).map(([one, down]) => (down ? '-' : '') + one) : [];
  address.set({ sort: [...rest, word].filter(Boolean).join(',') });
}

export function head(column) {
  const at = order().findIndex(([one]) => one === column.name);
  const sorted = at < 0 ? 'none' : order()[at][1] ? 'descending' : 'ascending';
  const figure = column.figure && column.figure !== 'accuracy' ? element('small', {}, ' ' + column.figure) : '';
  const hint = [column.kind === 'share' ? `${column.figure || column.name} in percent` : '', column.better === 'lower' ? 'lower is better' : '', 'click to sort, with Shift beside what is sorted already'].filter(Boolean).join('; ');
  return element('th', { scope: 'col', 'aria-sort': sorted, class: column.name === 'loss' ? 'name' : isNumber(column) ? 'number' : '' },
    element('button', { type: 'button', 'data-key': 'sort ' + column.name, title: hint, onclick: (event) => sortBy(column, event.shiftKey) },
      name(names[column.name] || column.name), figure, element('span', { class: 'arrow', 'aria-hidden': 'true' }, at < 0 ? '' : order()[at][1] ? ' ↓' : ' ↑')));
}

function figureCell(column, given, pinned) {
  const [mean, deviation, n] = Array.isArray(given) ? given : [given, null, null];
  const parts = [element('span', {}, value(column.kind, mean))];
  if (n !== null && mean !== null && mean !== undefined) parts.push(element('span', { class: 'beside' }, deviation === null ? ` n ${n}` : ` ± ${value(column.kind, deviation)} n ${n}`));
  const base = Array.isArray(pinned) ? pinned[0] : pinned;
  if (base !== undefined && base !== null && mean !== null && mean !== undefined && column.set) {
    const by = mean - base;
    const better = by === 0 ? '' : (by > 0) === (column.better !== 'lower') ? ' up' : ' down';
    parts.push(element('span', { class: 'beside' + better }, ' ' + difference(column.kind, by)));
  }
  return parts;
}

/** @param pinned the same cell of the pinned run, where there is one to compare with */
export function cell(column, row, given, pinned, open) {
  switch (column.name) {
    case 'loss': return element('th', { scope: 'row', class: 'name', title: row.loss }, element('a', { href: open, 'data-key': 'open ' + row.ids[0] }, name(given)));
    case 'state': {
      const mark = row.chance.length && !isNarrow() ? [chanceMark(row.chance)] : [];
      const state = given === row.state ? badge(given) : name(given);
      return element('td', { title: row.reason || given }, state, ...mark, row.reason && !isNarrow() ? element('span', { class: 'beside reason' }, ' ', name(row.reason)) : '');
    }
    case 'tag': return element('td', { title: given }, ...tags(given.split(', ').filter(Boolean)));
    case 'id': return element('td', { title: given }, element('code', {}, given));
    case 'experiment': return element('td', { title: given }, ...given.split(/, |; /).filter(Boolean).flatMap((one, i) => [i ? ', ' : '', element('a', { href: address.link('/', { experiment: one }) }, name(one))]));
    default: break;
  }
  if (column.kind === 'text') return element('td', { title: given, class: isNumber(column) ? 'number' : '' }, name(given || '–'));
  if (column.kind === 'time') return element('td', {}, value(column.kind, given));
  return element('td', { class: 'number' + (row.chance.includes(column.name) ? ' guess' : '') }, ...figureCell(column, given, pinned));
}

/** Where a column goes that is chosen: among the figures, not behind what stands at the end and is out of sight. */
function withColumn(shown, one) {
  const end = shown.findIndex((name) => ['experiment', 'duration', 'started', 'tag', 'id'].includes(name));
  return end < 0 ? [...shown, one] : [...shown.slice(0, end), one, ...shown.slice(end)];
}

/** The choice of columns, which is read when it is opened. */
export function chooser(parent) {
  const body = element('div', { class: 'choices' });
  const box = element('details', { class: 'menu', ontoggle: () => box.open && fill() }, element('summary', {}, 'Columns'), body);
  async function fill() {
    const { usual, all } = await ask('/api/columns');
    const shown = () => (address.get('columns') ? address.parts('columns') : usual);
    const search = element('input', { type: 'search', placeholder: 'find a column', 'aria-label': 'Find a column', oninput: () => list() });
    const boxes = element('div', { class: 'boxes' });
    const list = () => boxes.replaceChildren(...[...new Set([...shown(), ...all])].filter((one) => one.toLowerCase().includes(search.value.toLowerCase())).slice(0, 200).map((one) =>
      element('label', { class: 'check' }, element('input', { type: 'checkbox', checked: shown().includes(one), onchange: (event) => {
        const next = event.target.checked ? withColumn(shown(), one) : shown().filter((other) => other !== one);
        address.set({ columns: next.join(',') === usual.join(',') || !next.length ? '' : next.join(',') });
      } }), name(names[one] || one))));
    list();
    body.replaceChildren(search, boxes, element('button', { type: 'button', onclick: () => {
      address.set({ columns: '' });
      list();
    } }, 'The usual ones'));
  }
  document.addEventListener('click', (event) => { if (box.open && !box.contains(event.target)) box.open = false; });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') box.open = false; });
  parent.append(box);
}
