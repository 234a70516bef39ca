/** The charts of the report, fetched with the first one that is drawn: the library alone is a megabyte. */
import { element, find } from './dom.js';
import { read } from './server.js';

const sections = {
  seeds: ['Accuracy', 'Each dot is one training. The bar is the mean of a row, the line the 95 % interval of the mean over seeds.'],
  logits: ['Target logit', 'The target logit of each loss, divided by the scale, over the angle between an embedding and its class centre.'],
  boundaries: ['Decision boundaries', 'Two classes, drawn from the losses themselves: the band is the margin. A star marks a loss of the ArcFace paper that is not among these runs.'],
  margins: ['Margins', 'Accuracy over the margin, a line a verification set, with the 95 % interval of each mean over seeds.'],
  angles: ['Angles of pairs', 'The angle between the two faces of a pair, for genuine pairs (solid) and impostor pairs (dashed). The hard pairs are where the curves overlap.'],
  roc: ['TAR at FAR', 'The share of genuine pairs accepted at each false accept rate.'],
  features: ['Features in the plane', 'Two-dimensional embeddings: dots are images of up to eight training identities, rays are their class centres.'],
  factors: ['Factors', 'Each line is one trial, from its settings to its results.'],
};

let loading = null;

const script = (path) => new Promise((resolve, reject) => {
  document.head.append(element('script', { src: path, onload: resolve, onerror: () => reject(new Error('no charts: ' + path)) }));
});

/** What charts share, with no numbers yet. */
export function frame() {
  loading = loading || (async () => {
    const none = { sets: [], unit: '', rows: [], curves: [], others: [], margins: [], level: null, rocs: [], angles: [], planes: [], factors: [], trials: [] };
    document.body.append(element('script', { type: 'application/json', id: 'data' }, JSON.stringify(none)));
    await script('/echarts.js');
    await script('/charts.js');
    const again = () => marginlab.redraws.forEach((redraw) => redraw());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
    return marginlab;
  })();
  return loading;
}

let drawn = '';

/** Draws what the report would show of some runs; again only where the numbers have changed. */
export async function draw(parent, ids) {
  const text = await read('/api/charts?ids=' + ids.map(encodeURIComponent).join(','));
  if (text === drawn) return;
  drawn = text;
  const shared = await frame();
  shared.redraws.splice(0, shared.redraws.length, ...shared.redraws.filter((redraw) => redraw.lasting));
  Object.assign(shared.data, JSON.parse(text));
  const made = Object.entries(sections).filter(([key]) => key !== 'seeds' || shared.data.rows.length > 1).map(([key, [title, caption]]) => {
    const figure = element('figure', { class: 'chart', 'data-chart': key });
    return [key, figure, element('section', {}, element('h2', {}, title), element('p', {}, caption), figure)];
  });
  parent.replaceChildren(...made.map(([, , section]) => section));
  made.forEach(([key, figure, section]) => {
    if (!shared.charts[key](figure)) section.remove();
  });
}

export const place = () => find('charts');
