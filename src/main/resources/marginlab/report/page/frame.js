'use strict';
/** What all charts share: the numbers, the colours, the frame around a chart. A chart is a function that fills a figure. */
const marginlab = (() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]];
  const most = 8;
  const redraws = [];
  const hidden = chooseHidden();

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = (row) => css('--c' + row % most);
  const dash = (row) => dashes[Math.floor(row / most) % dashes.length];
  const escape = (text) => String(text).replace(/[&<>"']/g, (c) => '&#' + c.charCodeAt(0) + ';');
  const short = (text, length) => (text.length > length ? text.slice(0, length - 1) + '…' : text);
  const narrow = () => window.innerWidth < 640;
  const number = (value) => String(+Number(value).toPrecision(4));
  const label = (row) => data.rows[row].label;

  /** Of many rows one of each family is shown at first, the baseline for its own: more lines than eight are a thicket. */
  function chooseHidden() {
    if (data.rows.length <= most) return new Set();
    const families = new Map();
    data.rows.forEach((row, at) => {
      const family = row.label.replace(/[([].*/, '').trim();
      const plain = !/ \+ /.test(row.label);
      if (plain && (!families.has(family) || row.baseline)) families.set(family, at);
    });
    const shown = new Set([...families.values()].slice(0, most));
    return new Set(data.rows.map((row, at) => at).filter((at) => !shown.has(at)));
  }

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  }

  function button(text, title, action) {
    const made = element('button', { type: 'button', class: 'quiet', title }, text);
    made.addEventListener('click', action);
    return made;
  }

  /** A choice; the texts are names from the experiment, and stay texts. */
  function choice(label, texts, action) {
    const select = element('select', { 'aria-label': label }, ...texts.map((text, value) => element('option', { value }, text)));
    select.addEventListener('change', action);
    return select;
  }

  function save(name, blob) {
    const link = element('a', { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /** What the chips above a chart say, under it: they are no part of the picture. Gives the height with it, and its shapes. */
  function legendOf(rows, width, height, shape) {
    const pen = element('canvas', {}).getContext('2d');
    pen.font = `12px ${css('--sans')}`;
    const shapes = [];
    let [x, y] = [12, height + 14];
    rows.filter(({ row }) => !hidden.has(row)).forEach(({ label: text, row }) => {
      const wide = 34 + pen.measureText(short(text, 60)).width + 18;
      if (x > 12 && x + wide > width) [x, y] = [12, y + 20];
      const line = dash(row) === 'solid' ? '' : dash(row) === 'dotted' ? '2 2' : dash(row) === 'dashed' ? '6 3' : dash(row).join(' ');
      shapes.push(
        shape('path', { d: `M${x} ${y}h24`, stroke: colour(row), 'stroke-width': 2, 'stroke-dasharray': line || 'none', fill: 'none' }),
        shape('text', { x: x + 30, y, dy: '.35em', fill: css('--ink'), style: `font-size:12px;font-family:${css('--sans')}` }, short(text, 60)));
      x += wide;
    });
    return [shapes.length ? y + 18 : height, shapes];
  }

  /**
   * A chart as a file of its own. The browser writes it, for the library's own writer escapes no attribute; on the page's paper,
   * for light letters are lost on another one; and in what SVG has had from the start, for that is
   * what programs for drawing know: letters are moved down to the middle of their line, and what is transparent has no paint.
   */
  function picture(plot, rows) {
    const svg = plot.querySelector('svg').cloneNode(true);
    const [width, height] = ['width', 'height'].map((side) => Number(svg.getAttribute(side)));
    const shape = (tag, attributes, ...children) => {
      const made = document.createElementNS(svg.namespaceURI, tag);
      Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
      made.append(...children);
      return made;
    };
    const [tall, legend] = legendOf(rows, width, height, shape);
    svg.removeAttribute('style');
    svg.setAttribute('height', tall);
    svg.setAttribute('viewBox', `0 0 ${width} ${tall}`);
    svg.prepend(shape('rect', { width, height: tall, fill: css('--paper') }));
    svg.append(...legend);
    svg.querySelectorAll('text[dominant-baseline=central]').forEach((text) => {
      text.removeAttribute('dominant-baseline');
      text.setAttribute('dy', '.35em');
    });
    ['fill', 'stroke'].forEach((paint) => svg.querySelectorAll(`[${paint}=transparent]`).forEach((shape) => shape.setAttribute(paint, 'none')));
    return new XMLSerializer().serializeToString(svg).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
  }

  /** Twice as fine as the screen; {@code told} hears of what a browser will not do. */
  function savePng(name, svg, told) {
    const failed = () => told('The browser cannot make a PNG of this chart; the SVG has the same picture.');
    const image = new Image();
    image.onerror = failed;
    image.onload = () => {
      const [width, height] = [2 * image.width, 2 * image.height];
      const canvas = element('canvas', { width, height });
      canvas.getContext('2d').drawImage(image, 0, 0, width, height);
      canvas.toBlob((blob) => (blob ? save(name, blob) : failed()));
    };
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);
  }

  function csv(rows) {
    const field = (value) => {
      let text = String(value ?? '');
      if (typeof value !== 'number' && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
      return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    };
    return rows.map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
  }

  /** The numbers of a chart as a table, for whoever would rather read them. */
  function numbers([heads, ...rows]) {
    const shown = rows.slice(0, 400);
    const cell = (value) => element('td', typeof value === 'number' ? { class: 'number' } : {}, String(value ?? ''));
    const made = element('table', { class: 'plain' },
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head.replaceAll('_', ' '))))),
      element('tbody', {}, ...shown.map((row) => element('tr', {}, ...row.map(cell)))));
    const rest = rows.length > shown.length ? [element('p', { class: 'detail' }, `${shown.length} of ${rows.length} lines; the CSV has all.`)] : [];
    return element('div', { class: 'scroll numbers', tabindex: '0', role: 'region', 'aria-label': 'Numbers of the chart' }, made, ...rest);
  }

  function base() {
    return {
      animation: false,
      backgroundColor: 'transparent',
      textStyle: { fontFamily: css('--sans'), color: css('--ink') },
      aria: { enabled: true },
      tooltip: {
        confine: true, backgroundColor: css('--raised'), borderColor: css('--line'),
        textStyle: { color: css('--ink'), fontSize: 13 }, extraCssText: 'white-space:normal;max-width:22rem',
      },
    };
  }

  function axis(name, more) {
    return Object.assign({
      name, nameLocation: 'middle', nameGap: 32, nameTextStyle: { color: css('--soft'), fontSize: 12 },
      axisLine: { lineStyle: { color: css('--faint') } }, axisTick: { show: false },
      axisLabel: { color: css('--soft'), fontSize: 12, hideOverlap: true },
      splitLine: { lineStyle: { color: css('--line') } },
    }, more);
  }

  /** An axis of angles. */
  const degrees = (name, min, max, interval, more) => axis(name, Object.assign(
    { type: 'value', min, max, interval, axisLabel: { formatter: '{value}°', color: css('--soft'), fontSize: 12, hideOverlap: true } }, more));

  function show(rows, visible) {
    rows.forEach(({ row }) => (visible(row) ? hidden.delete(row) : hidden.add(row)));
    document.querySelectorAll('[data-row]').forEach((chip) => chip.setAttribute('aria-pressed', String(!hidden.has(Number(chip.dataset.row)))));
    redraws.forEach((redraw) => redraw());
  }

  function chips(rows) {
    const made = rows.map(({ label: text, row }) => {
      const swatch = element('span', { class: 'swatch' });
      swatch.style.borderTopColor = `var(--c${row % most})`;
      swatch.style.borderTopStyle = dash(row) === 'solid' ? 'solid' : dash(row) === 'dotted' ? 'dotted' : 'dashed';
      const chip = element('button', { type: 'button', 'aria-pressed': String(!hidden.has(row)), 'data-row': row },
        swatch, element('bdi', {}, short(text, 60)));
      chip.addEventListener('click', () => show([{ row }], () => hidden.has(row)));
      return chip;
    });
    if (rows.length > most) {
      made.push(button('all', 'Show every row', () => show(rows, () => true)), button('none', 'Hide every row', () => show(rows, () => false)));
    }
    return made;
  }

  /** Arrows move a zoomed chart, plus and minus zoom it, 0 shows all of it: what a wheel does, from the keyboard. */
  function zoomByKeys(plot, chart) {
    plot.addEventListener('keydown', (event) => {
      const zoom = (chart.getOption().dataZoom || [])[0];
      if (!zoom || event.ctrlKey || event.metaKey || event.altKey) return;
      const middle = (zoom.start + zoom.end) / 2, half = (zoom.end - zoom.start) / 2;
      const moves = { '+': [0, half / 1.5], '-': [0, half * 1.5], ArrowLeft: [-half / 3, half], ArrowRight: [half / 3, half], 0: [50 - middle, 50] };
      if (!(event.key in moves)) return;
      const [by, wide] = moves[event.key];
      const start = Math.max(0, Math.min(100 - 2 * Math.min(50, wide), middle + by - wide));
      chart.dispatchAction({ type: 'dataZoom', start, end: Math.min(100, start + 2 * wide) });
      event.preventDefault();
    });
  }

  /** A figure with its chart, chips for rows, and its data and picture to take away. */
  function draw(figure, { height, rows = [], legend = () => rows, controls = [], option, table, label: text, zoom = false }) {
    const plot = element('div', { class: 'plot', role: 'img', 'aria-label': text });
    if (zoom) {
      plot.tabIndex = 0;
      plot.title = 'Shift and the wheel zoom; with the keyboard + and -, arrows, 0';
    }
    plot.style.height = height() + 'px';
    const name = figure.dataset.chart;
    const bar = element('div', { class: 'controls' }, ...controls, ...chips(rows));
    const tools = element('div', { class: 'tools' });
    figure.append(bar, plot, tools);
    const chart = echarts.init(plot, null, { renderer: 'svg' });
    const message = element('span', { role: 'status' });
    const toggle = button('Numbers', 'The numbers of this chart as a table', () => {
      const open = figure.querySelector('.numbers');
      toggle.setAttribute('aria-expanded', String(!open));
      if (open) open.remove(); else figure.append(numbers(table()));
    });
    toggle.setAttribute('aria-expanded', 'false');
    tools.append(toggle,
      button('CSV', 'Save the numbers', () => save(name + '.csv', new Blob([csv(table())], { type: 'text/csv' }))),
      button('SVG', 'Save the picture', () => save(name + '.svg', new Blob([picture(plot, legend())], { type: 'image/svg+xml' }))),
      button('PNG', 'Save the picture', () => savePng(name + '.png', picture(plot, legend()), (text) => { message.textContent = text; })),
      message);
    const redraw = () => {
      plot.style.height = height() + 'px';
      chart.resize();
      chart.setOption(Object.assign(base(), option()), true);
    };
    if (zoom) zoomByKeys(plot, chart);
    redraws.push(redraw);
    redraw();
    let width = plot.clientWidth;
    new ResizeObserver(() => {
      if (plot.clientWidth !== width) {
        width = plot.clientWidth;
        redraw();
      }
    }).observe(plot);
    return redraw;
  }

  const zoomed = () => [{ type: 'inside', zoomOnMouseWheel: 'shift', moveOnMouseWheel: false, moveOnMouseMove: 'shift' }];

  /** Places of small charts side by side: pixels from the top, percent from the left. */
  function panels(count, { columns, height, top = 34, bottom = 46, gap = 4, left = 3 }) {
    const many = Math.max(1, Math.min(columns, count));
    const width = (100 - left) / many;
    return {
      total: Math.ceil(count / many) * (height + top + bottom),
      at: (i) => ({
        left: left + (i % many) * width + '%', width: width - gap + '%',
        top: Math.floor(i / many) * (height + top + bottom) + top, height, first: i % many === 0,
      }),
    };
  }

  return {
    data, charts: {}, hidden, redraws, css, colour, dash, escape, short, narrow, number, label, element, choice, base, axis, degrees, draw, zoomed, panels,
  };
})();
