/** Every seed as a dot, and accuracy against a margin. */
(() => {
  const { data, charts, colour, escape, short, narrow, css, base, axis, draw, panels } = marginlab;
  const dashes = ['solid', 'dashed', 'dotted'];

  /** An interval as a thin line within the frame of its chart. */
  function whisker(api, area, ink, y, low, high) {
    const at = (v) => Math.min(area.x + area.width, Math.max(area.x, api.coord([v, y])[0]));
    const height = api.coord([low, y])[1];
    return { type: 'line', shape: { x1: at(low), y1: height, x2: at(high), y2: height }, style: { stroke: ink, lineWidth: 1.5, opacity: .55 } };
  }

  charts.seeds = (figure) => {
    const shown = data.rows.map((row, at) => ({ row, at })).filter(({ row }) => row.cells.some((cell) => cell.seeds.length));
    if (!shown.length) return false;
    const labels = shown.map(({ row }) => row.label);
    const band = () => Math.max(70, shown.length * 24);
    const places = () => panels(data.sets.length, { columns: narrow() ? 1 : 3, height: band(), top: 28, bottom: 56, gap: narrow() ? 6 : 3, left: narrow() ? 33 : 20 });
    draw(figure, {
      label: 'Accuracy of each seed, by row and verification set',
      height: () => places().total,
      table: () => [['row', 'set', 'seed', 'accuracy_percent'], ...shown.flatMap(({ row }) =>
        row.cells.flatMap((cell, c) => cell.seeds.map(([seed, value]) => [row.label, data.sets[c], seed, value])))],
      option() {
        const grid = [], xAxis = [], yAxis = [], series = [], title = [];
        const place = places();
        data.sets.forEach((set, c) => {
          const frame = place.at(c);
          const values = shown.flatMap(({ row }) => row.cells[c].seeds.map(([, value]) => value));
          const low = Math.min(...values), high = Math.max(...values), room = Math.max(0.2, (high - low) * 0.2);
          const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20].find((s) => (high - low + 2 * room) / s <= 5) || 25;
          grid.push({ left: frame.left, width: frame.width, top: frame.top, height: frame.height });
          title.push({ text: short(set, 34), left: frame.left, top: frame.top - 28, textStyle: { fontSize: 13, fontWeight: 600, color: css('--ink') } });
          xAxis.push(axis(data.unit, { gridIndex: c, type: 'value', interval: step, min: Math.max(0, Math.floor((low - room) / step) * step), max: Math.min(100, Math.ceil((high + room) / step) * step) }));
          yAxis.push(axis('', {
            gridIndex: c, type: 'category', inverse: true, data: labels, splitLine: { show: false },
            axisLabel: { show: frame.first, interval: 0, color: css('--ink'), formatter: (text) => short(text, 44), ...(narrow() ? { fontSize: 9.5, lineHeight: 11, width: 114, overflow: 'break' } : { fontSize: 12, width: 180, overflow: 'truncate' }) },
          }));
          series.push({
            type: 'custom', xAxisIndex: c, yAxisIndex: c, z: 1, clip: true, silent: true,
            data: shown.map(({ row }, y) => [row.cells[c].mean, y, row.cells[c].low, row.cells[c].high]),
            encode: { x: 0, y: 1 },
            renderItem(params, api) {
              const [mean, y, lower, upper] = [0, 1, 2, 3].map((i) => api.value(i));
              if (mean === null || Number.isNaN(mean)) return null;
              const ink = colour(shown[params.dataIndex].at);
              const [mx, my] = api.coord([mean, y]);
              const children = [{ type: 'rect', shape: { x: mx - 1.25, y: my - 8, width: 2.5, height: 16 }, style: { fill: ink } }];
              if (lower !== null && !Number.isNaN(lower)) children.push(whisker(api, params.coordSys, ink, y, lower, upper));
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
  };

  charts.margins = (figure) => {
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
        yAxis: axis(data.unit, { type: 'value', scale: true, nameGap: 40 }),
        tooltip: Object.assign(base().tooltip, { trigger: 'axis', valueFormatter: (v) => Number(v).toFixed(2) }),
        series: data.margins.flatMap((line) => [{
          name: names(line), type: 'line', data: line.points.map(([x, y]) => [x, y]), color: colour(ink(line)), symbolSize: 7,
          lineStyle: { width: 2, type: dashes[families.indexOf(line.label) % dashes.length] },
        }, {
          name: names(line), type: 'custom', clip: true, silent: true, color: colour(ink(line)), tooltip: { show: false },
          data: line.points.filter((p) => p.length > 2).map(([x, , low, high]) => [x, low, high]),
          encode: { x: 0, y: [1, 2] },
          renderItem(params, api) {
            const area = params.coordSys;
            const at = (v) => Math.min(area.y + area.height, Math.max(area.y, api.coord([api.value(0), v])[1]));
            const x = api.coord([api.value(0), api.value(1)])[0];
            return { type: 'line', shape: { x1: x, y1: at(api.value(1)), x2: x, y2: at(api.value(2)) }, style: { stroke: colour(ink(line)), lineWidth: 1.5, opacity: .5 } };
          },
        }]),
      }),
    });
    return true;
  };
})();
