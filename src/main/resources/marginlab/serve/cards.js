/** The runs that train now: how far they are, how fast, and whether the loss falls. */
import * as address from './address.js';
import { element, find, isNew, name, swap } from './dom.js';

/** A loss so far as a line of its own, without axes: whether it falls is what matters here. */
function spark(points) {
  const [width, height] = [220, 44];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', points.length ? `loss from ${points[0][1].toPrecision(3)} to ${points[points.length - 1][1].toPrecision(3)}` : 'no loss yet');
  if (points.length > 1) {
    const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
    const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
    line.setAttribute('points', points.map(([x, y]) => `${(width * (x - left) / (right - left || 1)).toFixed(1)},${(2 + (height - 4) * (high - y) / (high - low || 1)).toFixed(1)}`).join(' '));
    svg.append(line);
  }
  return svg;
}

export function draw(running) {
  if (!isNew(find('cards'), running)) return;
  find('running').hidden = !running.length;
  swap(find('cards'), ...running.map((run) => {
    const done = 'progress' in run ? run.progress : 0;
    const facts = [`${Math.round(100 * done)} %`, 'speed' in run ? `${Math.round(run.speed)} images/s` : '', run.loss.length ? `loss ${run.loss[run.loss.length - 1][1].toPrecision(3)}` : ''];
    return element('li', {}, element('a', { href: address.link('/run', { id: run.id }), 'data-key': run.id }, name(run.objective)),
      element('span', { class: 'detail' }, `seed ${run.seedText}`), spark(run.loss),
      element('progress', { max: '1', value: String(done), 'aria-label': 'share that is done' }), element('span', { class: 'detail' }, facts.filter(Boolean).join(' · ')));
  }));
}
