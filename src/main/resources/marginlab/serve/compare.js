/** Several runs: their figures with the differences to a pinned one, their curves over each other, what differs between them. */
import * as address from './address.js';
import * as charts from './charts.js';
import * as curves from './curves.js';
import { badge, chanceMark, element, find, isNew, name, pinIcon, region, table } from './dom.js';
import { difference, value } from './format.js';
import { ask, follow } from './server.js';

const ids = () => address.parts('runs');
let runs = [];
let drawn = '';

const pinned = () => runs.find((run) => run.id === address.get('pin'));
const drop = (id) => address.set({ runs: ids().filter((one) => one !== id).join(','), pin: address.get('pin') === id ? '' : address.get('pin') });

function figure(run, column, i) {
  const given = run.cells[i];
  const base = pinned() && pinned() !== run ? pinned().cells[i] : null;
  const cell = element('td', { class: 'number' + (run.chance.includes(column.name) ? ' guess' : '') }, value(column.kind, given));
  if (base !== null && given !== null) {
    const by = given - base;
    const better = by === 0 ? '' : (by > 0) === (column.better !== 'lower') ? ' up' : ' down';
    cell.append(element('span', { class: 'detail' + better }, difference(column.kind, by)));
  }
  return cell;
}

function drawFigures(columns) {
  if (!isNew(find('figures'), [columns, runs, address.get('pin')])) return;
  const at = columns.map((column, i) => [column, i]).filter(([column]) => column.set);
  const duration = columns.findIndex((column) => column.name === 'duration');
  const rows = runs.map((run) => element('tr', { class: run === pinned() ? 'pinned' : '' },
    element('td', { class: 'tick' }, element('button', { type: 'button', class: 'pin', 'aria-pressed': String(run === pinned()), title: 'Pin: shows what the others differ by', 'aria-label': `Compare all with ${run.loss} ${run.seed}`, onclick: () => address.set({ pin: run === pinned() ? '' : run.id }) }, pinIcon())),
    element('th', { scope: 'row' }, element('a', { href: address.link('/run', { id: run.id }) }, name(run.loss)), element('span', { class: 'detail' }, `seed ${run.seed} · ${run.id}`)),
    element('td', {}, badge(run.state), ...(run.chance.length ? [chanceMark(run.chance)] : [])),
    ...at.map(([column, i]) => figure(run, column, i)),
    element('td', { class: 'number' }, value('duration', run.cells[duration])),
    element('td', {}, element('button', { type: 'button', class: 'cross', 'aria-label': `Leave out ${run.loss} ${run.seed}`, onclick: () => drop(run.id) }, '×'))));
  const title = (column) => (column.figure === 'accuracy' ? column.name : `${column.name} ${column.figure}`);
  find('figures').replaceChildren(region('Figures', table([{ text: '' }, { text: 'Run' }, { text: 'State' }, ...at.map(([column]) => ({ text: name(title(column)), number: true })), { text: 'Time', number: true }, { text: '' }], rows)));
  find('legend').textContent = pinned() ? `Figures in percent; under them the difference to ${pinned().loss}, seed ${pinned().seed}, in points. One seed each says little: the table of an experiment has means and intervals.` : 'Figures in percent. Pin a run to see what the others differ by.';
}

async function drawDifferences() {
  const lines = await ask('/api/compare?ids=' + ids().map(encodeURIComponent).join(','));
  if (!isNew(find('differences'), lines)) return;
  const rows = lines.map((line) => element('tr', {}, element('th', { scope: 'row' }, name(line.what)), ...runs.map((run) => element('td', {}, name(line.values[run.id] ?? '–')))));
  find('differences').replaceChildren(region('What differs', table([{ text: '' }, ...runs.map((run) => ({ text: element('span', { title: run.id }, name(`${run.loss}, ${run.seed}`)) }))], rows)));
}

async function draw() {
  find('content').hidden = !ids().length;
  find('none').hidden = Boolean(ids().length);
  if (!ids().length) return;
  try {
    const { usual } = await ask('/api/columns');
    // Every run, in the order of the address: the list knows none of its own.
    const sets = await ask('/api/runs' + address.query([], { where: ids().map((id) => id).length ? 'id=' + ids().join('|') : '', columns: usual.join(','), count: 100 }));
    const byId = new Map(sets.rows.map((row) => [row.ids[0], { ...row, id: row.ids[0] }]));
    const missing = ids().filter((id) => !byId.has(id));
    runs = ids().filter((id) => byId.has(id)).map((id) => byId.get(id));
    find('problem').textContent = missing.length ? `There is no run ${missing.join(', ')}.` : '';
    drawFigures(sets.columns);
    const there = runs.map((run) => run.id);
    drawn = there.join();
    await Promise.all([curves.draw(find('curves'), there), drawDifferences()]);
    await charts.draw(charts.place(), there);
  } catch (problem) {
    find('problem').textContent = problem.message;
  }
}

const refresh = follow(draw);
address.onChange(() => {
  if (ids().join() !== drawn) return refresh();
  return Promise.all([refresh(), curves.update(find('curves'), runs.map((run) => run.id))]);
});
