'use strict';
(() => {
  const find = (id) => document.getElementById(id);
  const states = ['running', 'done', 'failed', 'diverged', 'crashed', 'timed-out', 'interrupted', 'planned'];
  const chosen = new Set();
  let runs = [];
  let total = 0;
  let typing = 0;
  const shown = { runs: '', table: '', columns: [] }; // what the page was drawn from: the same again changes nothing

  // Every text from the store goes through text nodes: nothing of it is ever parsed as markup.
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([key, value]) => {
      if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
      else if (value !== false) made.setAttribute(key, value);
    });
    made.append(...children);
    return made;
  }

  const read = async (path) => {
    const answer = await fetch(path);
    const text = await answer.text();
    if (!answer.ok) throw new Error(text.trim());
    return text;
  };
  const ask = async (path) => JSON.parse(await read(path));

  /** Puts new content in the place of old; the focus stays on what has the same key. */
  function swap(parent, ...children) {
    const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key : '';
    parent.replaceChildren(...children);
    const again = key && [...parent.querySelectorAll('[data-key]')].find((one) => one.dataset.key === key);
    if (again) again.focus({ preventScroll: true });
  }

  /** The library of charts is a megabyte and is asked for with the first chart: the first view has none. */
  let library = null;
  function charts() {
    library = library || new Promise((resolve, reject) => {
      document.head.append(element('script', { src: '/echarts.js', onload: () => resolve(window.echarts), onerror: () => reject(new Error('no charts')) }));
    });
    return library;
  }
  const percent = (value) => (100 * value).toFixed(2);
  const duration = (s) => (s < 120 ? Math.round(s) + ' s' : s < 7200 ? Math.round(s / 60) + ' min' : (s / 3600).toFixed(1) + ' h');
  const name = (text) => element('bdi', {}, text);
  const badge = (state) => element('span', { class: 'state ' + state }, state);
  const css = (variable) => getComputedStyle(document.documentElement).getPropertyValue(variable).trim();

  function table(heads, rows) {
    return element('table', { class: 'plain' },
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col', class: head.number ? 'number' : '' }, head.text)))),
      element('tbody', {}, ...rows));
  }

  function drawFacts(counts) {
    find('facts').replaceChildren(...states.filter((state) => counts[state]).map((state) =>
      element('div', {}, element('dt', {}, state), element('dd', {}, counts[state].toLocaleString('en')))));
    total = Object.values(counts).reduce((a, b) => a + b, 0);
  }

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

  function drawRunning(running) {
    find('running').hidden = !running.length;
    swap(find('cards'), ...running.map((run) => {
      const done = 'progress' in run ? run.progress : 0;
      const bar = element('progress', { max: '1', value: String(done), 'aria-label': 'share that is done' });
      const facts = [`${Math.round(100 * done)} %`, 'speed' in run ? `${Math.round(run.speed)} images/s` : '', run.loss.length ? `loss ${run.loss[run.loss.length - 1][1].toPrecision(3)}` : ''];
      return element('li', {}, element('button', { type: 'button', 'data-key': run.id, onclick: () => go('run=' + run.id) }, name(run.objective)),
        element('span', { class: 'detail' }, `seed ${run.seedText}`), spark(run.loss), bar, element('span', { class: 'detail' }, facts.filter(Boolean).join(' · ')));
    }));
  }

  function drawRuns() {
    // A column is a set with one figure of it: a TAR does not stand under accuracies.
    const column = (run, set) => `${set} ${(run.figures || {})[set] || 'accuracy'}`;
    const sets = [...new Set(runs.flatMap((run) => Object.keys(run.accuracy).map((set) => column(run, set))))].slice(0, 6);
    const valueOf = (run, title) => Object.keys(run.accuracy).filter((set) => column(run, set) === title).map((set) => percent(run.accuracy[set]))[0] || '–';
    const rows = runs.map((run) => element('tr', {},
      element('td', {}, element('input', {
        type: 'checkbox', 'data-key': 'choose ' + run.id, 'aria-label': 'Compare ' + run.id, checked: chosen.has(run.id) ? '' : false,
        onchange: (event) => {
          if (event.target.checked) chosen.add(run.id); else chosen.delete(run.id);
          find('compare').disabled = chosen.size < 2;
        },
      })),
      element('td', {}, element('button', { type: 'button', 'data-key': 'open ' + run.id, onclick: () => go('run=' + run.id) }, name(run.objective))),
      element('td', { class: 'number' }, run.seedText),
      element('td', {}, badge(run.state), run.reason ? element('span', { class: 'detail reason' }, name(run.reason)) : ''),
      ...sets.map((set) => element('td', { class: 'number', title: `${set}, percent` }, valueOf(run, set))),
      element('td', { class: 'number', title: 'wall-clock time of the last attempt' }, duration(run.seconds)),
      element('td', {}, element('code', {}, run.id))));
    const heads = [{ text: '' }, { text: 'Objective' }, { text: 'Seed', number: true }, { text: 'State' },
      ...sets.map((set) => ({ text: name(set), number: true })), { text: 'Time', number: true }, { text: 'Id' }];
    swap(find('list'), rows.length ? table(heads, rows) : element('p', {}, total ? 'No run is like that.' : 'Nothing has run yet.'),
      runs.length < total ? element('p', { class: 'detail' }, `The newest ${runs.length} of ${total.toLocaleString('en')} runs; filter for others.`) : '');
  }

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

  /** The table of the chosen experiment; of the latest where none is chosen yet. */
  async function drawTable() {
    const select = find('experiment');
    const text = await read('/api/experiment?name=' + encodeURIComponent(select.value));
    if (text === shown.table) return;
    shown.table = text;
    const results = JSON.parse(text);
    shown.columns = results.columns || [];
    const lower = shown.columns.filter((one) => one.better === 'lower').map((one) => one.title);
    find('figures').textContent = (shown.columns.length ? 'Figures in percent' : 'Accuracy in percent');
    find('lower').textContent = lower.length ? ` Lower is better: ${lower.join(', ')}.` : '';
    find('tables').hidden = !results.experiment;
    if (!select.options.length) select.append(element('option', { value: results.experiment }, results.experiment));
    find('progress').textContent = `${results.started.toLocaleString('en')} of ${results.planned.toLocaleString('en')} trials have started.`;
    const rows = results.rows.map((row) => element('tr', {},
      element('th', { scope: 'row' }, name(row.objective),
        element('span', { class: 'detail' }, name(Object.entries(row.settings).map((entry) => entry.join(' ')).join(', ')))),
      ...row.cells.map((cell) => element('td', { class: 'number ' + cell.rank + (cell.gaps.length ? ' gap' : ''), title: hover(cell) },
        element('span', { class: 'mark' }, cell.level ? '≈' : ''),
        element('span', { class: 'figure' }, 'mean' in cell ? percent(cell.mean) : '–'),
        element('span', { class: 'detail' }, ['deviation' in cell ? '± ' + percent(cell.deviation) : '', `n ${cell.n} of ${cell.planned}`].filter(Boolean).join(' · '))))));
    const heads = [{ text: 'Objective' }, ...results.sets.map((set) => ({ text: name(shown.columns.length ? `${set} ${figureOf(set)}` : set), number: true }))];
    find('table').replaceChildren(table(heads, rows));
  }

  const list = (pairs) => element('dl', { class: 'list' }, ...Object.entries(pairs).map(([key, value]) =>
    element('div', {}, element('dt', {}, name(key)), element('dd', {}, name(String(value))))));

  function reveal(...children) {
    const section = find('detail');
    section.replaceChildren(...children);
    section.hidden = false;
    section.focus({ preventScroll: true });
    section.scrollIntoView();
  }

  function curves(figures) {
    const keys = Object.keys(figures);
    if (!keys.length) return element('p', {}, 'No figures yet.');
    const select = element('select', { 'aria-label': 'Figure to show' }, ...keys.map((key) => element('option', { value: key }, key)));
    select.value = keys.includes('loss') ? 'loss' : keys[0];
    const plot = element('div', { class: 'plot' });
    plot.style.height = '320px';
    const draw = async () => {
      const echarts = await charts();
      const chart = echarts.getInstanceByDom(plot) || echarts.init(plot, null, { renderer: 'svg' });
      const label = { axisLabel: { color: css('--soft') }, splitLine: { lineStyle: { color: css('--line') } } };
      chart.setOption({
        animation: false, aria: { enabled: true }, grid: { left: 60, right: 16, top: 16, bottom: 40 },
        xAxis: { ...label, type: 'value', name: 'epoch', nameLocation: 'middle', nameGap: 26, min: 'dataMin', max: 'dataMax', minInterval: 1 },
        yAxis: { ...label, type: 'value', scale: true },
        series: [{ type: 'line', data: figures[select.value], color: css('--c0'), showSymbol: figures[select.value].length < 30 }],
      }, true);
      chart.resize();
    };
    select.addEventListener('change', draw);
    new ResizeObserver(draw).observe(plot);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
    return element('figure', { class: 'chart' }, element('div', { class: 'controls' }, select), plot);
  }

  async function open(id) {
    try {
      const run = await ask('/api/run?id=' + encodeURIComponent(id));
      reveal(element('h2', {}, name(run.objective), ` seed ${run.seedText}`), element('p', {}, badge(run.state), ' ', element('code', {}, run.id)),
        run.reason ? element('p', { class: 'reason' }, name(run.reason)) : '', curves(run.curves),
        element('h3', {}, 'Settings'), list(run.settings), element('h3', {}, 'Environment'), list(run.provenance),
        run.log ? element('h3', {}, 'Log') : '', run.log ? element('pre', { class: 'log', tabindex: '0' }, run.log) : '');
    } catch (problem) {
      reveal(element('p', { class: 'reason' }, problem.message));
    }
  }

  async function compare(ids) {
    try {
      const lines = await ask('/api/compare?ids=' + encodeURIComponent(ids.join(',')));
      const rows = lines.map((line) => element('tr', {}, element('th', { scope: 'row' }, name(line.what)),
        ...Object.values(line.values).map((value) => element('td', {}, name(value)))));
      reveal(element('h2', {}, 'What differs'), element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Comparison' },
        table([{ text: '' }, ...ids.slice(0, 8).map((id) => ({ text: id }))], rows)),
        element('p', { class: 'detail' }, 'Accuracies in percent; everything else is the same in all of them.'));
    } catch (problem) {
      reveal(element('p', { class: 'reason' }, problem.message));
    }
  }

  // What is shown below has an address of its own, so that it can be kept and sent on.
  function go(hash) {
    if (location.hash === '#' + hash) show(); else location.hash = hash;
  }

  function show() {
    const [what, value] = decodeURIComponent(location.hash.slice(1)).split('=');
    if (what === 'run' && value) return open(value);
    if (what === 'compare' && value) return compare(value.split(','));
    return null;
  }

  async function drawAll() {
    const text = await read('/api/runs?text=' + encodeURIComponent(find('text').value) + '&state=' + encodeURIComponent(find('state').value));
    if (text === shown.runs) return;
    shown.runs = text;
    const answer = JSON.parse(text);
    runs = answer.runs;
    const select = find('experiment');
    const before = select.value;
    select.replaceChildren(...answer.experiments.map((one) => element('option', { value: one }, one)));
    if (answer.experiments.includes(before)) select.value = before;
    drawFacts(answer.counts);
    drawRunning(answer.running);
    drawRuns();
  }

  const refresh = () => Promise.all([drawTable(), drawAll()]);

  find('state').append(element('option', { value: '' }, 'every state'), ...states.map((state) => element('option', { value: state }, state)));
  const failed = (problem) => { find('pulse').textContent = problem.message; };
  const filter = () => refresh().catch(failed);
  find('text').addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(filter, 150);
  });
  find('state').addEventListener('change', filter);
  window.addEventListener('hashchange', show);
  find('experiment').addEventListener('change', drawTable);
  find('compare').addEventListener('click', () => go('compare=' + [...chosen].join(',')));

  const events = new EventSource('/events');
  events.onopen = () => { find('pulse').textContent = 'live'; };
  events.onerror = () => { find('pulse').textContent = 'waiting for the server'; };
  events.onmessage = () => refresh().catch(failed);
  refresh().then(show).catch(failed);
})();
