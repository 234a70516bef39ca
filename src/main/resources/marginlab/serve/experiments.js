/** The first page: what trains, the experiments with their state, and the table of one of them as it fills. */
import * as address from './address.js';
import * as cards from './cards.js';
import { badge, element, find, isNew, name, region, table } from './dom.js';
import { count, duration, moment, percent } from './format.js';
import { ask, follow, read } from './server.js';

const shown = { table: '', columns: [] }; // what the table was drawn from: the same again changes nothing

// Addresses of earlier versions.
const [what, ids] = decodeURIComponent(location.hash.slice(1)).split('=');
if (what === 'run' && ids) location.replace(address.link('/run', { id: ids }));
if (what === 'compare' && ids) location.replace(address.link('/compare', { runs: ids }));

const results = (line) => (line.counts.done || 0) + (line.counts.diverged || 0);
const broken = (line) => ['failed', 'crashed', 'timed-out'].filter((state) => line.counts[state]).map((state) => `${line.counts[state]} ${state}`).join(', ');

function drawExperiments(lines) {
  if (!isNew(find('experiments'), [lines, current()])) return;
  const rows = lines.map((line) => element('tr', { class: line.name === current() ? 'chosen' : '' },
    element('th', { scope: 'row' }, element('a', { href: address.link('/', { experiment: line.name }), 'data-key': line.name, 'aria-current': line.name === current() ? 'true' : false }, name(line.name))),
    element('td', {}, badge(line.state)),
    element('td', {}, element('progress', { max: String(line.planned || 1), value: String(results(line)), 'aria-label': 'trials with a result' }), element('span', { class: 'beside' }, ` ${count(results(line))} of ${count(line.planned)}`)),
    element('td', {}, broken(line) ? element('span', { class: 'reason' }, broken(line)) : element('span', { class: 'detail' }, line.counts.running ? `${line.counts.running} running` : '–')),
    element('td', { class: 'number' }, duration(line.seconds)),
    element('td', {}, line.started ? moment(new Date(line.started)) : '–'),
    element('td', {}, element('a', { href: address.link('/runs', { where: 'experiment=' + address.quoted(line.name) }) }, 'runs'))));
  find('experiments').replaceChildren(lines.length
    ? table([{ text: 'Experiment' }, { text: 'State' }, { text: 'Results' }, { text: 'Open' }, { text: 'Time', number: true }, { text: 'Last start' }, { text: '' }], rows)
    : element('p', { class: 'detail' }, 'No experiment has run yet.'));
}

let latest = '';
const current = () => address.get('experiment', latest);

/** What the table shows of a set. */
function figureOf(set) {
  const column = shown.columns.find((one) => one.set === set);
  return column ? column.title.slice(set.length + 1) : 'accuracy';
}

/** What a cell says, in words. */
function hover(cell) {
  const figures = 'mean' in cell ? [`mean ${figureOf(cell.set)} in percent on ${cell.set} over ${cell.n} of ${cell.planned} seeds, ${cell.epoch}`] : [`no ${figureOf(cell.set)} on ${cell.set} yet`];
  if ('deviation' in cell) figures.push(`± sample standard deviation ${percent(cell.deviation)}`);
  if (cell.interval95) figures.push(`95 % interval of the mean ${cell.interval95.map(percent).join(' to ')}`);
  return figures.concat(cell.gaps.slice(0, 8).map((gap) => `seed ${gap.seed} ${gap.state}`)).join('; ');
}

const rowLink = (row, experiment) => address.link('/runs', { where: [`experiment=${address.quoted(experiment)}`, `loss=${address.quoted(row.objective)}`, ...Object.entries(row.settings).map(([key, value]) => `${key}=${address.quoted(value)}`)] });

async function drawTable() {
  const text = await read('/api/experiment?name=' + encodeURIComponent(address.get('experiment')));
  if (text === shown.table) return;
  shown.table = text;
  const answer = JSON.parse(text);
  shown.columns = answer.columns || [];
  const lower = shown.columns.filter((one) => one.better === 'lower').map((one) => one.title);
  find('figures').textContent = shown.columns.length ? 'Figures in percent' : 'Accuracy in percent';
  find('lower').textContent = lower.length ? ` Lower is better: ${lower.join(', ')}.` : '';
  find('tables').hidden = !answer.experiment;
  find('title').replaceChildren(name(answer.experiment), element('small', {}, ' the table so far'));
  find('progress').textContent = `${count(answer.started)} of ${count(answer.planned)} trials have started.`;
  const rows = answer.rows.map((row) => element('tr', {},
    element('th', { scope: 'row' }, element('a', { href: rowLink(row, answer.experiment) }, name(row.objective)),
      element('span', { class: 'detail' }, name(Object.entries(row.settings).map((entry) => entry.join(' ')).join(', ')))),
    ...row.cells.map((cell) => element('td', { class: 'number ' + cell.rank + (cell.gaps.length ? ' gap' : ''), title: hover(cell) },
      element('span', { class: 'mark' }, cell.level ? '≈' : ''),
      element('span', { class: 'figure' }, 'mean' in cell ? percent(cell.mean) : '–'),
      element('span', { class: 'detail' }, ['deviation' in cell ? '± ' + percent(cell.deviation) : '', `n ${cell.n} of ${cell.planned}`].filter(Boolean).join(' · '))))));
  const heads = [{ text: 'Objective' }, ...answer.sets.map((set) => ({ text: name(shown.columns.length ? `${set} ${figureOf(set)}` : set), number: true }))];
  find('table').replaceChildren(region('Accuracy table', table(heads, rows)));
}

async function draw() {
  const [now, lines] = await Promise.all([ask('/api/now'), ask('/api/experiments'), drawTable()]);
  latest = lines.length ? lines[0].name : '';
  cards.draw(now.running);
  drawExperiments(lines);
}

const refresh = follow(draw);
address.onChange(refresh);
