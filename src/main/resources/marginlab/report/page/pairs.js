/** What scores of pairs look like: true accepts over false accepts, and the angles between the faces. */
(() => {
  const { data, charts, hidden, colour, dash, escape, short, narrow, css, label, choice, base, axis, degrees, draw, zoomed, panels } = marginlab;
  const genuine = 0, impostor = 1, width = 2;

  charts.roc = (figure) => {
    if (!data.rocs.length) return false;
    const select = choice('Verification set', data.sets, () => redraw());
    const rows = [...new Set(data.rocs.map((roc) => roc.row))].map((row) => ({ label: label(row), row }));
    const redraw = draw(figure, {
      label: 'True accept rate over false accept rate', rows, controls: [select], zoom: true, height: () => (narrow() ? 320 : 420),
      table: () => [['row', 'set', 'far', 'tar'], ...data.rocs.flatMap((roc) => roc.points.map(([x, y]) => [label(roc.row), data.sets[roc.column], x, y]))],
      option: () => ({
        grid: { left: 56, right: 20, top: 16, bottom: 48 },
        xAxis: axis('false accept rate', { type: 'log', min: 'dataMin', max: 1, axisLabel: { color: css('--soft'), fontSize: 12, hideOverlap: true, formatter: (v) => (v >= 1 ? '1' : Number.isInteger(Math.round(Math.log10(v) * 1e6) / 1e6) ? v.toExponential(0).replace('e-', 'e−') : '') } }),
        yAxis: axis('true accept rate', { type: 'value', max: 1, scale: true, nameGap: 40 }),
        dataZoom: zoomed(),
        tooltip: Object.assign(base().tooltip, { trigger: 'axis', order: 'valueDesc', valueFormatter: (v) => Number(v).toFixed(4) }),
        series: data.rocs.filter((roc) => String(roc.column) === select.value && !hidden.has(roc.row)).map((roc) => ({
          name: label(roc.row), type: 'line', data: roc.points, showSymbol: false, color: colour(roc.row),
          lineStyle: { width: 2, type: dash(roc.row) }, emphasis: { focus: 'series' },
        })),
      }),
    });
    return true;
  };

  charts.angles = (figure) => {
    if (!data.angles.length) return false;
    const select = choice('Verification set', data.sets, () => redraw());
    const rows = [...new Set(data.angles.map((one) => one.row))].map((row) => ({ label: label(row), row }));
    const shown = () => data.angles.filter((one) => String(one.column) === select.value && !hidden.has(one.row));
    const places = () => panels(shown().length, { columns: narrow() ? 1 : 3, height: 112, top: 50, bottom: 30, left: 2, gap: 4 });
    const share = (counts, first) => {
      const all = counts.reduce((a, b) => a + b, 0);
      return [[first * width, 0], ...counts.map((n, i) => [(first + i) * width + width / 2, 100 * n / all]), [(first + counts.length) * width, 0]];
    };
    const redraw = draw(figure, {
      label: 'Angles between the faces of genuine and impostor pairs, a panel a row', rows, controls: [select], height: () => Math.max(120, places().total),
      table: () => [['row', 'set', 'degrees_from', 'degrees_to', 'genuine_pairs', 'impostor_pairs'], ...data.angles.flatMap((one) => one.genuine.map(
        (n, i) => [label(one.row), data.sets[one.column], (one.first + i) * width, (one.first + i + 1) * width, n, one.impostor[i]]))],
      option() {
        const place = places();
        const grid = [], xAxis = [], yAxis = [], series = [], title = [];
        const all = shown();
        const low = 10 * Math.floor(Math.min(...all.map((one) => one.first * width)) / 10);
        const high = 10 * Math.ceil(Math.max(...all.map((one) => (one.first + one.genuine.length) * width)) / 10);
        all.forEach((one, i) => {
          const { left, width: wide, top, height } = place.at(i);
          grid.push({ left, width: wide, top, height });
          title.push({
            text: short(label(one.row), 32), subtext: `genuine ${one.genuineMean.toFixed(0)}°, impostor ${one.impostorMean.toFixed(0)}°`, left, top: top - 48, itemGap: 5,
            textStyle: { fontSize: 13, fontWeight: 600, color: css('--ink') }, subtextStyle: { fontSize: 11.5, color: css('--faint') },
          });
          xAxis.push(degrees('', low, high, 20, { gridIndex: i, splitLine: { show: false } }));
          yAxis.push(axis('', { gridIndex: i, type: 'value', axisLabel: { show: false }, splitLine: { show: false }, axisLine: { show: false } }));
          [['genuine', one.genuine, genuine, 'solid'], ['impostor', one.impostor, impostor, 'dashed']].forEach(([name, counts, ink, type]) => series.push({
            name, type: 'line', step: false, smooth: .2, xAxisIndex: i, yAxisIndex: i, showSymbol: false, color: colour(ink), lineStyle: { width: 1.5, type }, areaStyle: { opacity: .22 },
            data: share(counts, one.first),
          }));
        });
        return {
          grid, xAxis, yAxis, series, title,
          tooltip: Object.assign(base().tooltip, {
            trigger: 'axis', formatter: (points) => `${escape(points[0].value[0].toFixed(0))}°<br>` + points.map((p) => `${p.marker} ${escape(p.seriesName)}: ${p.value[1].toFixed(1)} % of them`).join('<br>'),
          }),
        };
      },
    });
    return true;
  };
})();
