/** The page of one run. */
import * as address from './address.js';
import * as charts from './charts.js';
import * as curves from './curves.js';
import * as log from './log.js';
import { badge, chanceMark, element, find, isNew, list, name } from './dom.js';
import { duration, moment, percent } from './format.js';
import * as remarks from './remarks.js';
import { ask, follow } from './server.js';

let run = null;

const fact = (title, ...content) => element('div', {}, element('dt', {}, title), element('dd', {}, ...content));

function drawHead() {
  document.title = `${run.objective}, seed ${run.seedText} · marginlab`;
  find('title').replaceChildren(name(run.objective), element('small', {}, ` seed ${run.seedText}`));
  find('about').replaceChildren(badge(run.state), ...(run.chance.length ? [' ', chanceMark(run.chance)] : []), ' ', element('code', {}, run.id),
    ...run.experiments.flatMap((one) => [' · ', element('a', { href: address.link('/', { experiment: one }) }, name(one))]));
  find('reason').replaceChildren(run.reason ? element('p', { class: 'reason' }, name(run.reason)) : '');
  drawNotes();
  find('facts').replaceChildren(
    ...Object.entries(run.accuracy).map(([set, value]) => fact(name(run.figures[set] === 'accuracy' ? set : `${set} ${run.figures[set]}`), percent(value), element('small', {}, ' %'))),
    fact('started', element('span', { class: 'text' }, moment(new Date(run.started)))),
    fact('time', element('span', { class: 'text' }, duration(run.seconds))),
    ...(run.attempt > 1 ? [fact('attempt', String(run.attempt))] : []));
  find('command').replaceChildren(...(run.command ? [element('div', { class: 'command' }, element('pre', { tabindex: '0' }, element('code', {}, run.command)), copy())] : []));
}

/** What a protocol says of its own figures, such as rates that have too few pairs. */
function drawNotes() {
  const notes = run.outcomes.flatMap((outcome) => outcome.notes.map((note) => `${outcome.set}: ${note}`));
  const open = find('notes').querySelector('details')?.open;
  find('notes').replaceChildren(notes.length
    ? element('details', { open: Boolean(open) }, element('summary', {}, notes.length === 1 ? '1 note on the figures' : `${notes.length} notes on the figures`), ...notes.map((note) => element('p', { class: 'detail' }, name(note))))
    : '');
}

function copy() {
  const button = element('button', { type: 'button', onclick: async () => {
    await navigator.clipboard.writeText(run.command);
    button.textContent = 'copied';
  } }, 'Copy');
  return navigator.clipboard ? button : '';
}

function drawSettings() {
  const changed = Object.fromEntries(Object.entries(run.settings).filter(([key]) => key in run.differs));
  const notes = Object.fromEntries(Object.entries(run.differs).map(([key, value]) => [key, `default ${value}`]));
  const rest = Object.fromEntries(Object.entries(run.settings).filter(([key]) => !(key in run.differs)));
  const open = find('settings').querySelector('details')?.open;
  find('settings').replaceChildren(element('h2', {}, 'Settings'),
    Object.keys(changed).length ? element('p', { class: 'detail' }, 'Those that differ from their defaults:') : '', list(changed, notes),
    element('details', { open: Boolean(open) }, element('summary', {}, `${Object.keys(rest).length} others`), list(rest)));
  find('environment').replaceChildren(element('h2', {}, 'Environment'), list(run.provenance),
    ...(Object.keys(run.fingerprints).length ? [element('h3', {}, 'Data'), list(run.fingerprints)] : []));
}

async function draw() {
  const id = address.get('id');
  try {
    run = await ask('/api/run?id=' + encodeURIComponent(id));
  } catch (problem) {
    find('title').textContent = 'No such run';
    find('reason').replaceChildren(element('p', { class: 'reason' }, problem.message));
    return;
  }
  if (isNew(find('main'), run)) {
    drawHead();
    drawSettings();
  }
  await Promise.all([remarks.edit(find('remarks'), run), log.follow(find('log'), run.id)]);
  find('training').hidden = false;
  await curves.draw(find('curves'), [run.id]);
  await charts.draw(charts.place(), [run.id]);
}

follow(draw);
address.onChange(() => run && curves.update(find('curves'), [run.id]));
