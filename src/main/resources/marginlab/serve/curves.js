/** Curves of several runs over each other, with what the address says of axis, figure, smoothing and scale. */
import * as address from './address.js';
import { element, isNew } from './dom.js';
import { clock } from './format.js';
import { frame } from './charts.js';
import { ask } from './server.js';

/** Runs are none of the rows that a chip of the report hides: they have numbers of their own, whose colours begin with the first. */
const FIRST = 1024;
/** As many colours as there are; the next lines of one colour are dashed. */
const COLOURS = 8;
const axes = { step: [0, 'step'], epoch: [1, 'epoch'], time: [2, 'time of training'] };
const titles = {
  loss: 'Loss, mean of an epoch', 'batch-loss': 'Loss of a batch', rate: 'Learning rate', 'images-per-second': 'Images per second', 'target-angle': 'Target angle (degrees)',
  'embedding-norm': 'Embedding norm', 'gradient-norm': 'Gradient norm', 'data-wait': 'Waiting for data (seconds a step)', 'peak-megabytes': 'Peak memory (MB)', speed: 'Images per second, as it went',
};
const title = (key) => titles[key] || (key.startsWith('accuracy/') ? `Accuracy on ${key.slice(9)} (%)` : key);

let known = { figures: [], figure: '', lines: [] };
let redraw = null;
const controls = {};

/** A mean that forgets: each point weighs {@code weight} times the one after it; the first are not drawn towards zero. */
export function smoothed(points, weight) {
  let [sum, mass] = [0, 0];
  return points.map(([x, y]) => {
    sum = weight * sum + (1 - weight) * y;
    mass = weight * mass + 1 - weight;
    return [x, sum / mass];
  });
}

const axis = () => (address.get('axis') in axes ? address.get('axis') : 'step');
const weight = () => Math.min(0.99, Math.max(0, Number(address.get('smooth', '0')) || 0));
const isLog = (which) => address.get('log').includes(which);

function pointsOf(line) {
  const [at] = axes[axis()];
  return line.points.filter((point) => point[at] !== null && !(isLog('x') && point[at] <= 0) && !(isLog('y') && point[3] <= 0)).map((point) => [point[at], point[3]]);
}

const labelOf = (line) => `${line.objective}, seed ${line.seedText}`;

/** A row has the colour that it has in the charts below, where its runs are told apart by dashes; runs of one row have a colour each. */
function numbersOf(lines) {
  if (lines.every((line) => line.row === lines[0].row)) return lines.map((line, i) => FIRST + i);
  const given = new Map();
  lines.map((line, i) => [line.row, i]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).forEach(([row, i]) => {
    const before = [...given.values()].filter((number) => number % COLOURS === row % COLOURS).length;
    given.set(i, FIRST + row % COLOURS + COLOURS * before);
  });
  return lines.map((line, i) => given.get(i));
}

function rows() {
  const labels = known.lines.map(labelOf);
  const at = numbersOf(known.lines);
  return known.lines.map((line, i) => ({
    label: labels.filter((one) => one === labels[i]).length > 1 ? `${labels[i]} (${line.id.slice(0, 6)})` : labels[i], row: at[i],
  }));
}

function option(shared) {
  const { base, axis: axisOf, colour, dash, hidden, number, zoomed } = shared;
  const isTime = axis() === 'time';
  const label = rows();
  const pinned = known.lines.findIndex((line) => line.id === address.get('pin'));
  return {
    grid: { left: 64, right: 20, top: 16, bottom: 48 },
    xAxis: axisOf(axes[axis()][1], {
      type: isLog('x') ? 'log' : 'value', min: 'dataMin', max: 'dataMax', splitLine: { show: false }, ...(axis() === 'step' ? { minInterval: 1 } : {}),
      axisLabel: { color: shared.css('--soft'), fontSize: 12, hideOverlap: true, ...(isTime ? { formatter: clock } : { formatter: (value) => String(+Number(value).toPrecision(4)) }) },
    }),
    yAxis: axisOf(title(known.figure), { type: isLog('y') ? 'log' : 'value', scale: true, nameGap: 46, axisLabel: { color: shared.css('--soft'), fontSize: 12, hideOverlap: true, formatter: (value) => String(+Number(value).toPrecision(3)) } }),
    dataZoom: zoomed(),
    tooltip: Object.assign(base().tooltip, {
      trigger: 'axis', order: 'valueDesc', axisPointer: { lineStyle: { color: shared.css('--faint') }, label: { show: false } },
      valueFormatter: (value) => (value === undefined || value === null ? '–' : number(value)),
    }),
    series: known.lines.flatMap((line, i) => {
      const { row } = label[i];
      const points = pointsOf(line);
      if (hidden.has(row) || !points.length) return [];
      const width = i === pinned ? 3.5 : 2;
      const shown = weight() ? smoothed(points, weight()) : points;
      const raw = weight() ? [{ type: 'line', data: points, showSymbol: false, silent: true, color: colour(row), z: 1, tooltip: { show: false }, lineStyle: { width: 1, opacity: .22 } }] : [];
      return [...raw, {
        name: label[i].label, type: 'line', data: shown, showSymbol: shown.length < 30, symbolSize: 5, color: colour(row), z: 2, lineStyle: { width, type: dash(row) }, emphasis: { focus: 'series' },
      }];
    }),
  };
}

const numbers = () => [['run', 'objective', 'seed', 'step', 'epoch', 'seconds', known.figure || 'value'], ...known.lines.flatMap((line) =>
  line.points.map((point) => [line.id, line.objective, line.seedText, point[0], point[1], point[2] ?? '', point[3]]))];

function toggle(text, which) {
  const box = element('input', { type: 'checkbox', onchange: () => {
    address.set({ log: ['x', 'y'].filter((one) => (one === which ? box.checked : isLog(one))).join('') });
  } });
  controls['log' + which] = box;
  return element('label', { class: 'check' }, box, text);
}

function build(shared, figure) {
  controls.figure = element('select', { 'aria-label': 'Figure', onchange: () => address.set({ figure: controls.figure.value }) });
  controls.axis = element('select', { 'aria-label': 'Horizontal axis', onchange: () => address.set({ axis: controls.axis.value }) },
    ...Object.entries(axes).map(([key, [, text]]) => element('option', { value: key }, text)));
  controls.smooth = element('input', { type: 'range', min: '0', max: '0.98', step: '0.02', 'aria-label': 'Smoothing', oninput: () => address.set({ smooth: Number(controls.smooth.value) ? controls.smooth.value : '' }, true) });
  controls.amount = element('output', {});
  const bar = [controls.figure, element('label', { class: 'check' }, 'over ', controls.axis),
    element('label', { class: 'check' }, 'smoothing ', controls.smooth, controls.amount), toggle('log y', 'y'), toggle('log x', 'x')];
  redraw = shared.draw(figure, {
    label: 'Curves of the runs over each other', rows: [], controls: bar, zoom: true, height: () => (shared.narrow() ? 320 : 420), table: numbers, option: () => option(shared), legend: () => rows(),
  });
  redraw.lasting = true;
}

/** Chips, which say what each colour is and hide its run. */
function chips(shared, parent) {
  parent.replaceChildren(...rows().map(({ label, row }) => {
    const swatch = element('span', { class: 'swatch' });
    swatch.style.borderTopColor = `var(--c${row % COLOURS})`;
    swatch.style.borderTopStyle = ['solid', 'dashed', 'dotted', 'dashed'][Math.floor(row / COLOURS) % 4];
    const chip = element('button', { type: 'button', 'aria-pressed': String(!shared.hidden.has(row)), onclick: () => {
      if (shared.hidden.has(row)) shared.hidden.delete(row); else shared.hidden.add(row);
      chip.setAttribute('aria-pressed', String(!shared.hidden.has(row)));
      redraw();
    } }, swatch, element('bdi', {}, label));
    return chip;
  }));
}

/** Draws the curves, or says that there are none. */
export async function draw(parent, ids) {
  const answer = await ask(`/api/curves?ids=${ids.map(encodeURIComponent).join(',')}&figure=${encodeURIComponent(address.get('figure'))}`);
  known = answer;
  if (!isNew(parent, [answer, ids, address.query(['figure', 'axis', 'smooth', 'log', 'pin'])])) return;
  if (!answer.figures.length) {
    parent.replaceChildren(element('p', { class: 'detail' }, 'No training metrics yet.'));
    redraw = null;
    return;
  }
  const shared = await frame();
  if (!redraw) {
    const figure = element('figure', { class: 'chart', 'data-chart': 'curves' });
    const legend = element('div', { class: 'controls chips' });
    controls.note = element('p', { class: 'detail', role: 'status' });
    parent.replaceChildren(figure, controls.note);
    build(shared, figure);
    figure.querySelector('.controls').after(legend);
    controls.chips = legend;
  }
  const order = (key) => (key === 'loss' ? 0 : key === 'batch-loss' ? 1 : key.startsWith('accuracy/') ? 2 : 3);
  controls.figure.replaceChildren(...[...answer.figures].sort((a, b) => order(a) - order(b) || a.localeCompare(b, 'en')).map((key) => element('option', { value: key }, title(key))));
  show(shared);
}

function show(shared) {
  controls.figure.value = known.figure;
  controls.axis.value = axis();
  controls.smooth.value = String(weight());
  controls.amount.textContent = weight() ? weight().toFixed(2) : 'off';
  ['x', 'y'].forEach((which) => { controls['log' + which].checked = isLog(which); });
  const without = known.lines.filter((line) => line.points.length && !pointsOf(line).length);
  controls.note.textContent = without.length ? `Not shown: ${without.map(labelOf).join('; ')}: ${axis() === 'time' ? 'no speed was recorded, from which the time is reckoned' : 'no value above zero'}.` : '';
  chips(shared, controls.chips);
  redraw();
}

/** Follows the address; only another figure is asked for again. */
export async function update(parent, ids) {
  if (!redraw || address.get('figure') && address.get('figure') !== known.figure && known.figures.includes(address.get('figure'))) await draw(parent, ids);
  else show(await frame());
}
