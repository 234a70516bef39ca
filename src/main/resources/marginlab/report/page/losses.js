/** What the losses do, computed by the losses themselves: target logits and decision boundaries. */
(() => {
  const { data, charts, hidden, colour, dash, short, narrow, css, base, axis, degrees, draw, zoomed, panels } = marginlab;

  charts.logits = (figure) => {
    if (!data.curves.length) return false;
    const rows = data.curves.map((curve) => ({ label: curve.label, row: curve.row }));
    draw(figure, {
      label: 'Target logit over the angle', rows, zoom: true, height: () => (narrow() ? 320 : 420),
      table: () => [['objective', 'degrees', 'target_logit'], ...data.curves.flatMap((c) => c.points.map(([x, y]) => [c.label, x, y]))],
      option: () => ({
        grid: { left: 52, right: 16, top: 24, bottom: 48 },
        // The line at zero goes over the area, and the curves over the line.
        xAxis: degrees('angle to the class centre', 0, 180, 30, { z: 1 }),
        yAxis: axis('target logit', { type: 'value', min: (range) => Math.floor(range.min * 2) / 2, max: 1, nameGap: 36, interval: .5 }),
        dataZoom: zoomed(),
        tooltip: Object.assign(base().tooltip, { trigger: 'axis', valueFormatter: (v) => Number(v).toFixed(3) }),
        series: data.curves.filter((c) => !hidden.has(c.row)).map((c, i) => ({
          name: c.label, type: 'line', showSymbol: false, data: c.points, color: colour(c.row),
          lineStyle: { width: 2, type: dash(c.row) }, emphasis: { focus: 'series' },
          markArea: i ? undefined : { silent: true, itemStyle: { color: css('--wash') }, label: { color: css('--faint'), fontSize: 11, position: 'insideTop' }, data: [[{ name: 'where training is', xAxis: 20 }, { xAxis: 100 }]] },
        })),
      }),
    });
    return true;
  };

  /** Points where a loss stops pushing towards the first class: psi(theta of the own class) = cos(theta of the other). */
  function boundary(curve) {
    const within = curve.points.filter(([x, y]) => x <= 90 && y >= 0 && y <= 1);
    const last = within[within.length - 1];
    const next = curve.points[curve.points.indexOf(last) + 1];
    const points = within.map(([x, y]) => [x, Math.acos(y) * 180 / Math.PI]);
    // Up to the frame of the panel, which the curve leaves between two of its points.
    if (next && next[0] <= 90 && next[1] < 0) points.push([last[0] + (next[0] - last[0]) * last[1] / (last[1] - next[1]), 90]);
    return points;
  }

  charts.boundaries = (figure) => {
    const bounded = data.curves.filter((curve) => curve.bounds);
    if (!bounded.length) return false;
    const lines = bounded.map((curve) => ({ label: curve.label, row: curve.row, points: boundary(curve) }));
    const rows = lines.map(({ label, row }) => ({ label, row }));
    data.others.forEach((curve) => lines.push({ label: curve.label + ' *', row: -1, points: boundary(curve) }));
    const shown = () => lines.filter((line) => !hidden.has(line.row));
    const places = () => panels(shown().length, { columns: narrow() ? 2 : 4, height: narrow() ? 120 : 168, left: narrow() ? 13 : 5, gap: narrow() ? 10 : 5 });
    draw(figure, {
      label: 'Decision boundaries between two classes, a panel a loss', rows, height: () => Math.max(120, places().total),
      table: () => [['objective', 'theta_own_degrees', 'theta_other_degrees'], ...lines.flatMap((l) => l.points.map(([x, y]) => [l.label, x, y]))],
      option() {
        const place = places();
        const grid = [], xAxis = [], yAxis = [], series = [], title = [];
        shown().forEach((line, i) => {
          const { left, width, top, height, first } = place.at(i);
          grid.push({ left, width, top, height });
          title.push({ text: short(line.label, 24), left, top: top - 26, textStyle: { fontSize: 13, fontWeight: 600, color: css('--ink') } });
          xAxis.push(degrees('θ₁', 0, 90, 45, { gridIndex: i, nameGap: 24, splitLine: { show: false } }));
          yAxis.push(degrees(first ? 'θ₂' : '', 0, 90, 45, { gridIndex: i, nameGap: 34, splitLine: { show: false } }));
          const mirrored = line.points.map(([x, y]) => [y, x]);
          series.push({
            type: 'custom', xAxisIndex: i, yAxisIndex: i, silent: true, clip: true, data: [0], tooltip: { show: false },
            renderItem: (params, api) => ({
              type: 'polygon', style: { fill: css('--band') },
              shape: { points: [[0, 0], ...line.points, [90, 90], ...mirrored.slice().reverse()].map((point) => api.coord(point)) },
            }),
          });
          [line.points, mirrored].forEach((points) => series.push({
            name: line.label, type: 'line', xAxisIndex: i, yAxisIndex: i, data: points, showSymbol: false, color: line.row < 0 ? css('--faint') : colour(line.row), lineStyle: { width: 2 },
          }));
          series.push({
            type: 'line', xAxisIndex: i, yAxisIndex: i, data: [[0, 0], [90, 90]], showSymbol: false, silent: true, tooltip: { show: false },
            color: css('--ink'), lineStyle: { width: 1, type: 'dashed' },
          });
        });
        return {
          grid, xAxis, yAxis, series, title,
          tooltip: Object.assign(base().tooltip, { trigger: 'axis', valueFormatter: (v) => (Array.isArray(v) ? v[1] : Number(v)).toFixed(1) + '°' }),
        };
      },
    });
    return true;
  };
})();
