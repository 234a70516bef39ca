/** The page of all runs: found, sorted, chosen, compared with a pinned one. */
import * as address from './address.js';
import { cell, chooser, head, isNarrow, widthOf } from './columns.js';
import { element, find, pinIcon } from './dom.js';
import { count } from './format.js';
import { Rows } from './rows.js';
import { ask, follow } from './server.js';

const WORDS = ['where', 'sort', 'columns', 'group'];
const MOST = 16; // side by side
const states = ['running', 'done', 'failed', 'diverged', 'crashed', 'timed-out', 'interrupted'];
const chosen = () => address.parts('runs');
let pinned = null;
let typing = 0;

/** Conditions of the address: those that have a control of their own, and the rest, which is typed. */
const condition = (key) => address.all('where').find((one) => one.startsWith(key + '='));
const typed = () => address.all('where').filter((one) => one !== condition('experiment') && one !== condition('state')).join(' and ');
const unquoted = (text) => text.replace(/^(["'])(.*)\1$/, '$2');

function where(changes) {
  const next = { experiment: condition('experiment'), state: condition('state'), typed: typed(), ...changes };
  address.set({ where: [next.experiment, next.state, next.typed].filter(Boolean) }, 'typed' in changes);
}

const keyOf = (row) => row.ids.join(' ');
const open = (row) => (row.ids.length > 1 ? address.link('/compare', { runs: row.ids.join(','), pin: address.get('pin') }) : address.link('/run', { id: row.ids[0] }));

function choose(row, on) {
  const next = new Set(chosen());
  row.ids.forEach((id) => (on ? next.add(id) : next.delete(id)));
  address.set({ runs: [...next].join(',') }, true);
}

const isPinned = (row) => row.ids.includes(address.get('pin'));

const pin = (row) => element('button', {
  type: 'button', class: 'pin', 'data-key': 'pin ' + keyOf(row), 'aria-pressed': String(isPinned(row)), 'aria-label': `Compare all with ${row.loss} ${row.seed}`, title: 'Pin: shows what the others differ by',
  onclick: () => address.set({ pin: isPinned(row) ? '' : row.ids[0] }),
}, pinIcon());

function box(row) {
  return element('input', {
    type: 'checkbox', 'data-key': 'choose ' + keyOf(row), 'aria-label': `Choose ${row.loss} ${row.seed}`, checked: row.ids.every((id) => chosen().includes(id)), onchange: (event) => choose(row, event.target.checked),
  });
}

function drawRow(row, piece, onTop = false) {
  const other = isPinned(row) ? null : pinned;
  return element('tr', { class: onTop ? 'pinned' : chosen().includes(row.ids[0]) ? 'chosen' : '' }, element('td', { class: 'tick' }, box(row), pin(row)),
    ...piece.columns.map((column, i) => cell(column, row, row.cells[i], other ? other.cells[i] : undefined, open(row))));
}

const table = new Rows(find('list'), (from, many) => ask('/api/runs' + address.query(WORDS, { from: from || '', count: many })), {
  head(piece) {
    const heads = [element('tr', {}, element('th', { class: 'tick', scope: 'col' }, element('span', { class: 'hidden' }, 'Choose')), ...piece.columns.map(head))];
    if (pinned) heads.push(drawRow(pinned, piece, true));
    return { heads, widths: [isNarrow() ? 3 : 3.8, ...piece.columns.map((column) => widthOf(column, Number(Boolean(pinned)) + Number(piece.group), piece.group))] };
  },
  row: (row, piece) => drawRow(row, piece),
  beside: () => [pinned, address.get('sort')],
});

/** What is pinned has the same columns, whatever the conditions, and all its seeds where rows are over seeds. */
async function readPinned() {
  const id = address.get('pin');
  if (!id) {
    pinned = null;
    return;
  }
  const { columns } = await ask('/api/runs' + address.query(WORDS, { count: 1 }));
  const answer = await ask('/api/runs' + address.query(['group'], { with: id, columns: columns.map((column) => column.name).join(','), count: 1 }));
  [pinned = null] = answer.rows;
}

function drawBar() {
  const some = chosen();
  find('chosen').hidden = !some.length;
  find('many').textContent = some.length > MOST ? `${some.length} chosen, of which ${MOST} fit side by side` : `${some.length} chosen`;
  find('compare').href = address.link('/compare', { runs: some.slice(0, MOST).join(','), pin: address.get('pin') });
  find('csv').href = '/api/runs.csv' + address.query(WORDS);
}

/** What the address says stands there at once, before the rows; the names of the other experiments are asked for. */
async function drawFilters() {
  find('state').value = unquoted((condition('state') || '').slice('state='.length));
  find('group').value = address.get('group');
  if (document.activeElement !== find('where')) find('where').value = typed();
  const now = unquoted((condition('experiment') || '').slice('experiment='.length));
  if (![...find('experiment').options].some((option) => option.value === now)) fillExperiments([now], now);
  find('experiment').value = now;
  const names = (await ask('/api/experiments')).map((one) => one.name);
  fillExperiments(now && !names.includes(now) ? [now, ...names] : names, now);
}

function fillExperiments(names, now) {
  find('experiment').replaceChildren(element('option', { value: '' }, 'every experiment'), ...names.filter(Boolean).map((one) => element('option', { value: one }, one)));
  find('experiment').value = now;
}

async function drawFacts() {
  const { counts } = await ask('/api/now');
  find('facts').replaceChildren(...states.filter((state) => counts[state]).map((state) => element('div', {}, element('dt', {}, state), element('dd', {}, count(counts[state])))));
}

async function drawTable(toTop) {
  await readPinned();
  await table.refresh(toTop);
  find('problem').textContent = '';
  const { all, runs, group } = table.piece;
  find('total').textContent = group ? `${count(all)} rows of ${count(runs)} runs` : `${count(all)} ${all === 1 ? 'run' : 'runs'}`;
  if (!all) find('list').replaceChildren(element('p', { class: 'detail' }, address.all('where').length ? 'No run is like that.' : 'Nothing has run yet.'));
}

async function draw(toTop = false) {
  drawBar();
  try {
    await Promise.all([drawTable(toTop), drawFilters(), drawFacts()]);
  } catch (problem) {
    find('problem').textContent = problem.message;
  }
}

let words = address.query([...WORDS, 'pin']);
address.onChange(() => {
  const next = address.query([...WORDS, 'pin']);
  drawBar();
  if (next === words) {
    table.again();
  } else {
    words = next;
    draw(true);
  }
});

find('state').append(element('option', { value: '' }, 'every state'), ...states.map((state) => element('option', { value: state }, state)));
find('state').addEventListener('change', (event) => where({ state: event.target.value && 'state=' + event.target.value }));
find('experiment').addEventListener('change', (event) => where({ experiment: event.target.value && 'experiment=' + address.quoted(event.target.value) }));
find('group').addEventListener('change', (event) => address.set({ group: event.target.value }));
find('where').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => where({ typed: find('where').value.trim() }), 250);
});
find('clear').addEventListener('click', () => address.set({ runs: '' }, true));
// Columns are narrower on a phone, and a phone is turned.
matchMedia('(max-width: 639px)').addEventListener('change', () => table.again());
chooser(find('columns'));
follow(() => draw());
