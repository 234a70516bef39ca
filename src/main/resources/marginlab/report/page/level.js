/** Rows on a line by their average, with a bar over those that are not told apart. */
(() => {
  const { data, charts, colour, escape, short, narrow, css, base, axis, draw, label } = marginlab;
  const top = 46, bar = 10, line = 24;

  charts.level = (figure) => {
    const level = data.level;
    if (!level) return false;
    const order = level.rows.map((row, i) => ({ row, mean: level.means[i], i })).sort((a, b) => a.mean - b.mean);
    const left = Math.ceil(order.length / 2);
    // From the outside in, so that no line crosses another.
    const depth = (k) => (k < left ? k : order.length - 1 - k);
    const start = () => top + 12 + level.groups.length * bar;
    const room = () => (narrow() ? 112 : 190);
    const low = order[0].mean, high = order[order.length - 1].mean, wide = Math.max(0.2, (high - low) * 0.06);
    draw(figure, {
      label: 'Rows by ' + level.title + ', joined where they are not told apart',
      height: () => start() + 14 + left * line,
      table: () => [['row', 'mean_percent', 'joined_with'], ...order.slice().reverse().map(({ row, mean, i }) => [label(row), mean,
        level.groups.filter(([first, last]) => first <= i && i <= last)
          .map(([first, last]) => level.rows.slice(first, last + 1).filter((other) => other !== row).map(label).join(', ')).join('; ')])],
      option: () => ({
        grid: { left: room(), right: room(), top, height: start() - top + left * line },
        xAxis: axis(level.title + ', %', { type: 'value', position: 'top', min: low - wide, max: high + wide, nameGap: 24, splitLine: { show: false }, axisTick: { show: true },
          axisLine: { onZero: false, lineStyle: { color: css('--faint') } }, splitNumber: narrow() ? 3 : 5,
          axisLabel: { color: css('--soft'), fontSize: 12, hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: (v) => String(+v.toFixed(2)) } }),
        yAxis: { type: 'value', min: 0, max: 1, show: false },
        tooltip: Object.assign(base().tooltip, { trigger: 'item' }),
        series: [{
          type: 'custom', encode: { x: 0, y: 1 }, z: 2,
          data: order.map(({ mean }) => [mean, 0]),
          tooltip: { formatter: (p) => `${escape(label(order[p.dataIndex].row))}: <b>${order[p.dataIndex].mean.toFixed(2)} %</b>` },
          renderItem(params, api) {
            const k = params.dataIndex, area = params.coordSys, { row, mean } = order[k];
            const x = api.coord([mean, 0])[0], y = start() + 8 + depth(k) * line, toLeft = k < left;
            const end = toLeft ? area.x - 6 : area.x + area.width + 6;
            const text = short(label(row), narrow() ? 15 : 26) + (narrow() ? '' : '  ' + mean.toFixed(2));
            return { type: 'group', children: [
              { type: 'polyline', shape: { points: [[x, top], [x, y], [end, y]] }, style: { stroke: colour(row), lineWidth: 1.25, fill: 'none' } },
              { type: 'circle', shape: { cx: x, cy: top, r: 4.5 }, style: { fill: colour(row), stroke: css('--paper'), lineWidth: 1 } },
              { type: 'text', style: { text, x: toLeft ? end - 5 : end + 5, y, textAlign: toLeft ? 'right' : 'left', textVerticalAlign: 'middle', fill: css('--ink'), font: `${narrow() ? 11 : 13}px ${css('--sans')}` } },
            ] };
          },
        }, {
          type: 'custom', encode: { x: [0, 1], y: 2 }, z: 3, silent: true,
          data: level.groups.map(([first, last]) => [level.means[last], level.means[first], 0]),
          renderItem(params, api) {
            const y = top + 10 + params.dataIndex * bar;
            const from = api.coord([api.value(0), 0])[0], to = api.coord([api.value(1), 0])[0];
            return { type: 'line', shape: { x1: Math.min(from, to) - 5, y1: y, x2: Math.max(from, to) + 5, y2: y }, style: { stroke: css('--ink'), lineWidth: 4, lineCap: 'round' } };
          },
        }],
      }),
    });
    return true;
  };
})();
