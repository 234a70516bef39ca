/** Figures over the epochs. */
(() => {
  const { data, charts, hidden, colour, dash, number, narrow, choice, base, axis, draw, zoomed } = marginlab;
  const names = {
    loss: 'Loss', rate: 'Learning rate', 'images-per-second': 'Images per second', 'target-angle': 'Target angle (degrees)',
    'embedding-norm': 'Embedding norm', 'gradient-norm': 'Gradient norm', 'data-wait': 'Waiting for data (seconds a step)',
    'peak-megabytes': 'Peak memory (MB)', 'batch-loss': 'Loss of one batch', speed: 'Images per second, as it went',
  };
  const order = (key) => {
    const known = Object.keys(names).indexOf(key);
    return key === 'loss' ? 0 : key.startsWith('accuracy/') ? 1 : 2 + (known < 0 ? 99 : known);
  };
  const title = (key) => names[key] || (key.startsWith('accuracy/') ? 'Accuracy on ' + key.slice(9) + ' (%)' : key);

  /** A mean over the seeds of a row; over fewer of them it would jump where a seed stopped. */
  function mean(seeds) {
    const sums = new Map();
    Object.values(seeds).forEach((points) => points.forEach(([x, y]) => {
      const [sum, n] = sums.get(x) || [0, 0];
      sums.set(x, [sum + y, n + 1]);
    }));
    const all = Object.keys(seeds).length;
    return [...sums].filter(([, [, n]]) => n === all).sort((a, b) => a[0] - b[0]).map(([x, [sum, n]]) => [x, sum / n]);
  }

  charts.training = (figure) => {
    const keys = [...new Set(data.rows.flatMap((row) => Object.keys(row.training)))].filter((key) => key !== 'progress');
    if (!keys.length) return false;
    keys.sort((a, b) => order(a) - order(b) || a.localeCompare(b, 'en'));
    const select = choice('Figure to show', keys.map(title), () => redraw());
    const rows = data.rows.map((row, at) => ({ label: row.label, row: at })).filter(({ row }) => Object.keys(data.rows[row].training).length);
    const redraw = draw(figure, {
      label: 'Training figures over epochs', rows, controls: [select], zoom: true, height: () => (narrow() ? 320 : 420),
      table: () => [['row', 'figure', 'seed', 'epoch', 'value'], ...data.rows.flatMap((row) => Object.entries(row.training).flatMap(
        ([key, seeds]) => Object.entries(seeds).flatMap(([seed, points]) => points.map(([x, y]) => [row.label, key, Number(seed), x, y]))))],
      option: () => ({
        grid: { left: 60, right: 16, top: 16, bottom: 48 },
        xAxis: axis('epoch', { type: 'value', minInterval: 1, min: 'dataMin', max: 'dataMax', splitLine: { show: false } }),
        yAxis: axis(title(keys[select.value]), { type: 'value', scale: true, nameGap: 44 }),
        dataZoom: zoomed(),
        tooltip: Object.assign(base().tooltip, { trigger: 'axis', order: 'valueDesc', valueFormatter: (v) => (v === undefined || v === null ? '–' : number(v)) }),
        series: data.rows.flatMap((row, at) => {
          const seeds = row.training[keys[select.value]];
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
    return true;
  };
})();
