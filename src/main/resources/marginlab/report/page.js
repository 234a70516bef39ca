'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  // Okabe and Ito's colours, told apart with every common colour vision; the yellow is darkened to show on white.
  const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c7a00', '#7f7f7f'];
  const dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]];
  const hidden = new Set();
  const redraws = [];
  const names = {
    loss: 'Loss', rate: 'Learning rate', 'images-per-second': 'Images per second',
    'target-angle': 'Target angle (degrees)', 'embedding-norm': 'Embedding norm',
  };

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = (row) => colours[row % colours.length];
  const dash = (row) => dashes[Math.floor(row / colours.length) % dashes.length];
  const escape = (text) => String(text).replace(/[&<>"']/g, (c) => '&#' + c.charCodeAt(0) + ';');
  const short = (text, most) => (text.length > most ? text.slice(0, most - 1) + '…' : text);
  const narrow = () => window.innerWidth < 640;
  const number = (value) => String(+Number(value).toPrecision(4));

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  }

  function button(text, action) {
    const made = element('button', { type: 'button', class: 'quiet' }, text);
    made.addEventListener('click', action);
    return made;
  }

  function save(name, type, text) {
    const link = element('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function csv(rows) {
    const field = (value) => {
      let text = String(value);
      if (typeof value !== 'number' && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
      return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    };
    return rows.map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
  }

  function base() {
    return {
      animation: false,
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

  function chips(rows) {
    return rows.map(({ label, row }) => {
      const swatch = element('span', { class: 'swatch' });
      swatch.style.borderTopColor = colour(row);
      swatch.style.borderTopStyle = dash(row) === 'solid' ? 'solid' : dash(row) === 'dotted' ? 'dotted' : 'dashed';
      const chip = element('button', { type: 'button', 'aria-pressed': String(!hidden.has(row)), 'data-row': row },
        swatch, element('bdi', {}, short(label, 60)));
      chip.addEventListener('click', () => {
        if (!hidden.delete(row)) hidden.add(row);
        document.querySelectorAll(`[data-row="${row}"]`)
          .forEach((other) => other.setAttribute('aria-pressed', String(!hidden.has(row))));
        redraws.forEach((redraw) => redraw());
      });
      return chip;
    });
  }

  /** A figure with its chart, chips for rows, and its data and picture to take away. */
  function draw(figure, { height, rows = [], controls = [], option, table, label }) {
    const plot = element('div', { class: 'plot', role: 'img', 'aria-label': label });
    plot.style.height = height() + 'px';
    const name = figure.dataset.chart;
    const bar = element('div', { class: 'controls' }, ...controls, ...chips(rows), element('span', { class: 'spacer' }));
    figure.append(bar, plot);
    const chart = echarts.init(plot, null, { renderer: 'svg' });
    bar.append(
      button('SVG', () => save(name + '.svg', 'image/svg+xml', chart.renderToSVGString())),
      button('CSV', () => save(name + '.csv', 'text/csv', csv(table()))));
    const redraw = () => {
      plot.style.height = height() + 'px';
      chart.resize();
      chart.setOption(Object.assign(base(), option()), true);
    };
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

  const charts = {
    seeds(figure) {
      const shown = data.rows.map((row, at) => ({ row, at })).filter(({ row }) => row.cells.some((c) => c.mean !== null && c.mean !== undefined));
      if (!shown.length) return false;
      const labels = shown.map(({ row }) => row.label);
      const columns = () => (narrow() ? 1 : Math.min(3, data.sets.length));
      const rowsOf = () => Math.ceil(data.sets.length / columns());
      const band = () => Math.max(70, shown.length * 24);
      draw(figure, {
        label: 'Accuracy of each seed, by row and verification set',
        height: () => rowsOf() * (band() + 84),
        table: () => [['row', 'set', 'seed', 'accuracy_percent'], ...shown.flatMap(({ row }) =>
          row.cells.flatMap((cell, c) => cell.seeds.map(([seed, value]) => [row.label, data.sets[c], seed, value])))],
        option() {
          const many = columns();
          const left = narrow() ? 33 : 20;
          const width = (100 - left - 2) / many;
          const grid = [], xAxis = [], yAxis = [], series = [], title = [];
          data.sets.forEach((set, c) => {
            const column = c % many, line = Math.floor(c / many);
            const top = line * (band() + 84) + 28;
            const x = left + column * width;
            const lows = [], highs = [];
            shown.forEach(({ row }) => (row.cells[c].seeds.forEach(([, v]) => { lows.push(v); highs.push(v); })));
            const low = Math.min(...lows), high = Math.max(...highs), room = Math.max(0.2, (high - low) * 0.25);
            const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20].find((s) => (high - low + 2 * room) / s <= 5) || 25;
            grid.push({ left: x + '%', width: width - 3 + '%', top, height: band() });
            title.push({ text: short(set, 34), left: x + '%', top: top - 28, textStyle: { fontSize: 13, fontWeight: 600, color: css('--ink') } });
            xAxis.push(axis('accuracy, %', { gridIndex: c, type: 'value', interval: step, min: Math.max(0, Math.floor((low - room) / step) * step), max: Math.min(100, Math.ceil((high + room) / step) * step) }));
            yAxis.push(axis('', {
              gridIndex: c, type: 'category', inverse: true, data: labels, splitLine: { show: false },
              axisLabel: { show: column === 0, color: css('--ink'), fontSize: 12, width: narrow() ? 105 : 170, overflow: 'truncate' },
            }));
            series.push({
              type: 'custom', xAxisIndex: c, yAxisIndex: c, z: 1, clip: true, silent: true,
              data: shown.map(({ row }, y) => [row.cells[c].mean, y, row.cells[c].low, row.cells[c].high]),
              encode: { x: 0, y: 1 },
              renderItem(params, api) {
                if (api.value(0) === null || Number.isNaN(api.value(0))) return null;
                const ink = colour(shown[params.dataIndex].at);
                const [mx, y] = api.coord([api.value(0), api.value(1)]);
                const children = [{ type: 'rect', shape: { x: mx - 1.25, y: y - 8, width: 2.5, height: 16 }, style: { fill: ink } }];
                if (!Number.isNaN(api.value(2)) && api.value(2) !== null) {
                  const area = params.coordSys;
                  const at = (v) => Math.min(area.x + area.width, Math.max(area.x, api.coord([v, api.value(1)])[0]));
                  children.push({ type: 'line', shape: { x1: at(api.value(2)), y1: y, x2: at(api.value(3)), y2: y }, style: { stroke: ink, lineWidth: 1.5, opacity: .55 } });
                }
                return { type: 'group', children };
              },
            }, {
              type: 'scatter', xAxisIndex: c, yAxisIndex: c, z: 2, symbolSize: 8,
              data: shown.flatMap(({ row, at }, y) => row.cells[c].seeds.map(([seed, value]) => ({
                value: [value, y, seed], itemStyle: { color: colour(at), opacity: .75, borderColor: css('--paper'), borderWidth: 1 },
              }))),
              tooltip: { formatter: (p) => `${escape(labels[p.value[1]])}<br>seed ${escape(p.value[2])}: <b>${p.value[0].toFixed(2)} %</b>` },
            });
          });
          return { grid, xAxis, yAxis, series, title, tooltip: Object.assign(base().tooltip, { trigger: 'item' }) };
        },
      });
      return true;
    },

    logits(figure) {
      if (!data.curves.length) return false;
      const rows = data.curves.map((curve) => ({ label: curve.label, row: curve.row }));
      draw(figure, {
        label: 'Target logit over the angle', rows, height: () => (narrow() ? 320 : 420),
        table: () => [['objective', 'degrees', 'target_logit'], ...data.curves.flatMap((c) => c.points.map(([x, y]) => [c.label, x, y]))],
        option: () => ({
          grid: { left: 52, right: 16, top: 24, bottom: 48 },
          xAxis: axis('angle to the class centre', { type: 'value', min: 0, max: 180, interval: 30, axisLabel: { formatter: '{value}°', color: css('--soft') } }),
          yAxis: axis('target logit', { type: 'value', min: (range) => Math.floor(range.min * 2) / 2, max: 1, nameGap: 36, interval: .5 }),
          tooltip: Object.assign(base().tooltip, { trigger: 'axis', valueFormatter: (v) => Number(v).toFixed(3) }),
          series: data.curves.filter((c) => !hidden.has(c.row)).map((c, i) => ({
            name: c.label, type: 'line', showSymbol: false, data: c.points, color: colour(c.row),
            lineStyle: { width: 2, type: dash(c.row) }, emphasis: { focus: 'series' },
            markArea: i ? undefined : { silent: true, itemStyle: { color: css('--wash') }, label: { color: css('--faint'), fontSize: 11, position: 'insideTop' }, data: [[{ name: 'where training is', xAxis: 20 }, { xAxis: 100 }]] },
          })),
        }),
      });
      return true;
    },

    margins(figure) {
      if (!data.margins.length) return false;
      const families = [...new Set(data.margins.map((line) => line.label))];
      const ink = (line) => data.sets.indexOf(line.set);
      const names = (line) => (families.length > 1 ? line.label + ', ' : '') + line.set;
      draw(figure, {
        label: 'Accuracy against margin', height: () => (narrow() ? 340 : 420),
        table: () => [['family', 'set', 'margin', 'accuracy_percent', 'low', 'high'], ...data.margins.flatMap((line) =>
          line.points.map(([x, y, low, high]) => [line.label, line.set, x, y, low ?? '', high ?? '']))],
        option: () => ({
          legend: { top: 0, left: 0, type: 'scroll', icon: 'roundRect', itemWidth: 18, itemHeight: 3, textStyle: { color: css('--ink') } },
          grid: { left: 56, right: 16, top: 40, bottom: 48 },
          xAxis: axis('margin', { type: 'value', scale: true, splitLine: { show: false } }),
          yAxis: axis('accuracy, %', { type: 'value', scale: true, nameGap: 40 }),
          tooltip: Object.assign(base().tooltip, { trigger: 'axis', valueFormatter: (v) => Number(v).toFixed(2) }),
          series: data.margins.flatMap((line, i) => [{
            name: names(line), type: 'line', data: line.points.map(([x, y]) => [x, y]), color: colour(ink(line)), symbolSize: 7,
            lineStyle: { width: 2, type: dashes[families.indexOf(line.label) % dashes.length] },
          }, {
            name: names(line), type: 'custom', clip: true, silent: true, color: colour(ink(line)), tooltip: { show: false },
            data: line.points.filter((p) => p.length > 2).map(([x, , low, high]) => [x, low, high]),
            encode: { x: 0, y: [1, 2] },
            renderItem(params, api) {
              const [x, low] = api.coord([api.value(0), api.value(1)]);
              const high = api.coord([api.value(0), api.value(2)])[1];
              return { type: 'line', shape: { x1: x, y1: low, x2: x, y2: high }, style: { stroke: colour(ink(line)), lineWidth: 1.5, opacity: .45 } };
            },
          }]),
        }),
      });
      return true;
    },

    boundaries(figure) {
      if (!data.curves.length) return false;
      const degrees = (cosine) => Math.acos(cosine) * 180 / Math.PI;
      const lines = data.curves.map((curve) => ({
        label: curve.label, row: curve.row,
        points: curve.points.filter(([x, y]) => x <= 90 && y >= 0 && y <= 1).map(([x, y]) => [x, degrees(y)]),
      }));
      draw(figure, {
        label: 'Decision boundaries between two classes', rows: lines, height: () => (narrow() ? 360 : 520),
        table: () => [['objective', 'theta_own_degrees', 'theta_other_degrees'], ...lines.flatMap((l) => l.points.map(([x, y]) => [l.label, x, y]))],
        option: () => ({
          grid: { left: 52, right: 16, top: 16, bottom: 48 },
          xAxis: axis('angle θ₁ to the first class', { type: 'value', min: 0, max: 90, interval: 15, axisLabel: { formatter: '{value}°', color: css('--soft') } }),
          yAxis: axis('angle θ₂ to the second class', { type: 'value', min: 0, max: 90, interval: 15, nameGap: 38, axisLabel: { formatter: '{value}°', color: css('--soft') } }),
          tooltip: Object.assign(base().tooltip, { trigger: 'item', formatter: (p) => escape(p.seriesName) }),
          series: lines.filter((l) => !hidden.has(l.row)).flatMap((l) => [l.points, l.points.map(([x, y]) => [y, x])].map((points) => ({
            name: l.label, type: 'line', data: points, showSymbol: false, color: colour(l.row), triggerLineEvent: true,
            lineStyle: { width: 2, type: dash(l.row) },
          }))),
        }),
      });
      return true;
    },

    roc(figure) {
      if (!data.rocs.length) return false;
      const select = element('select', { 'aria-label': 'Verification set' }, ...data.sets.map((set, c) => {
        const choice = element('option', { value: c });
        choice.textContent = set;
        return choice;
      }));
      const rows = [...new Set(data.rocs.map((roc) => roc.row))].map((row) => ({ label: data.rows[row].label, row }));
      const redraw = draw(figure, {
        label: 'True accept rate over false accept rate', rows, controls: [select], height: () => (narrow() ? 320 : 420),
        table: () => [['row', 'set', 'far', 'tar'], ...data.rocs.flatMap((roc) => roc.points.map(([x, y]) => [data.rows[roc.row].label, data.sets[roc.column], x, y]))],
        option: () => ({
          grid: { left: 52, right: 20, top: 16, bottom: 48 },
          xAxis: axis('false accept rate', { type: 'log', min: 'dataMin', max: 1 }),
          yAxis: axis('true accept rate', { type: 'value', max: 1, scale: true, nameGap: 38 }),
          tooltip: Object.assign(base().tooltip, { trigger: 'axis', order: 'valueDesc', valueFormatter: (v) => Number(v).toFixed(4) }),
          series: data.rocs.filter((roc) => String(roc.column) === select.value && !hidden.has(roc.row)).map((roc) => ({
            name: data.rows[roc.row].label, type: 'line', data: roc.points, showSymbol: false, color: colour(roc.row),
            lineStyle: { width: 2, type: dash(roc.row) }, emphasis: { focus: 'series' },
          })),
        }),
      });
      select.addEventListener('change', redraw);
      return true;
    },

    training(figure) {
      const keys = [...new Set(data.rows.flatMap((row) => Object.keys(row.training)))];
      if (!keys.length) return false;
      const order = (key) => (key === 'loss' ? 0 : key.startsWith('accuracy/') ? 1 : 2);
      keys.sort((a, b) => order(a) - order(b) || a.localeCompare(b, 'en'));
      const title = (key) => names[key] || (key.startsWith('accuracy/') ? 'Accuracy on ' + key.slice(9) + ' (%)' : key);
      const select = element('select', { 'aria-label': 'Figure to show' }, ...keys.map((key) => {
        const choice = element('option', { value: key });
        choice.textContent = title(key);
        return choice;
      }));
      const rows = data.rows.map((row, at) => ({ label: row.label, row: at })).filter(({ row }) => Object.keys(data.rows[row].training).length);
      const mean = (seeds) => {
        const sums = new Map();
        Object.values(seeds).forEach((points) => points.forEach(([x, y]) => {
          const [sum, n] = sums.get(x) || [0, 0];
          sums.set(x, [sum + y, n + 1]);
        }));
        // A mean over fewer seeds than the row has would jump where a seed stopped.
        const all = Object.keys(seeds).length;
        return [...sums].filter(([, [, n]]) => n === all).sort((a, b) => a[0] - b[0]).map(([x, [sum, n]]) => [x, sum / n]);
      };
      const redraw = draw(figure, {
        label: 'Training figures over epochs', rows, controls: [select], height: () => (narrow() ? 320 : 420),
        table: () => [['row', 'figure', 'seed', 'epoch', 'value'], ...data.rows.flatMap((row) => Object.entries(row.training).flatMap(
          ([key, seeds]) => Object.entries(seeds).flatMap(([seed, points]) => points.map(([x, y]) => [row.label, key, Number(seed), x, y]))))],
        option: () => ({
          grid: { left: 60, right: 16, top: 16, bottom: 48 },
          xAxis: axis('epoch', { type: 'value', minInterval: 1, min: 'dataMin', max: 'dataMax', splitLine: { show: false } }),
          yAxis: axis(title(select.value), { type: 'value', scale: true, nameGap: 44 }),
          dataZoom: [{ type: 'inside', zoomOnMouseWheel: 'shift', moveOnMouseWheel: false }],
          tooltip: Object.assign(base().tooltip, { trigger: 'axis', order: 'valueDesc', valueFormatter: (v) => (v === undefined || v === null ? '–' : number(v)) }),
          series: data.rows.flatMap((row, at) => {
            const seeds = row.training[select.value];
            if (!seeds || hidden.has(at)) return [];
            const thin = Object.values(seeds).map((points) => ({
              type: 'line', data: points, showSymbol: false, silent: true, color: colour(at), z: 1,
              tooltip: { show: false }, lineStyle: { width: 1, opacity: .35, type: dash(at) },
            }));
            return [...thin, {
              name: row.label, type: 'line', data: mean(seeds), showSymbol: false, color: colour(at), z: 2,
              lineStyle: { width: 2.5, type: dash(at) }, emphasis: { focus: 'series' },
            }];
          }),
        }),
      });
      select.addEventListener('change', redraw);
      return true;
    },
  };

  document.querySelectorAll('figure[data-chart]').forEach((figure) => {
    if (!charts[figure.dataset.chart](figure)) {
      const section = figure.closest('section');
      section.remove();
      document.querySelectorAll(`nav a[href="#${section.id}"]`).forEach((link) => link.parentElement.remove());
    }
  });

  const again = () => redraws.forEach((redraw) => redraw());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  window.addEventListener('beforeprint', again);
  window.addEventListener('afterprint', again);

  const links = [...document.querySelectorAll('nav a')];
  const watcher = new IntersectionObserver((entries) => entries.filter((e) => e.isIntersecting).forEach((entry) => {
    links.forEach((link) => (link.hash === '#' + entry.target.id ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current')));
  }), { rootMargin: '-10% 0px -75% 0px' });
  document.querySelectorAll('main section').forEach((section) => watcher.observe(section));
})();
