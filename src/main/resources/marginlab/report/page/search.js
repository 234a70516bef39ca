/** The search that rows had before their seeds: its best against what was spent, and its points. */
(() => {
  const { data, charts, hidden, colour, dash, css, escape, number, narrow, choice, base, axis, draw } = marginlab;
  const searched = () => data.search.filter(({ row }) => !hidden.has(row));
  const rows = () => data.search.map(({ row, label }) => ({ row, label }));

  charts.budget = (figure) => {
    if (!data.search.length) return false;
    const kinds = [['expected', 'expected best'], ['best', 'best so far']];
    const select = choice('Curve to show', kinds.map(([, title]) => title), () => redraw());
    const redraw = draw(figure, {
      label: 'Best of the search against what was spent', rows: rows(), controls: [select], height: () => (narrow() ? 320 : 400),
      table: () => [['row', 'trainings', 'expected_best_percent', 'best_so_far_percent'], ...data.search.flatMap(
        (one) => one.expected.map(([x, y], i) => [one.label, x, y, one.best[i][1]]))],
      option: () => ({
        grid: { left: 60, right: 16, top: 16, bottom: 52 },
        xAxis: axis('trainings’ worth of compute', { type: 'value', min: 0, splitLine: { show: false } }),
        yAxis: axis(`${data.searchedOn}, %`, { type: 'value', scale: true, nameGap: 44 }),
        tooltip: Object.assign(base().tooltip, { trigger: 'axis', order: 'valueDesc', valueFormatter: (v) => (v === undefined || v === null ? '–' : Number(v).toFixed(2)) }),
        series: searched().map((one) => ({
          name: one.label, type: 'line', data: one[kinds[select.value][0]], color: colour(one.row), lineStyle: { width: 2.25, type: dash(one.row) },
          step: kinds[select.value][0] === 'best' ? 'end' : false, showSymbol: one.expected.length < 12, symbolSize: 5, emphasis: { focus: 'series' },
        })),
      }),
    });
    return true;
  };

  charts.points = (figure) => {
    const names = [...new Set(data.search.flatMap((one) => one.points.flatMap((point) => Object.keys(point.values))))];
    if (!names.length) return false;
    const select = choice('Number to show', names, () => redraw());
    const name = () => names[select.value];
    const ratio = () => {
      const all = data.search.flatMap((one) => one.points.map((point) => point.values[name()])).filter((value) => value !== undefined);
      return Math.min(...all) > 0 && Math.max(...all) / Math.min(...all) > 5;
    };
    const redraw = draw(figure, {
      label: 'Points of the search', rows: rows(), controls: [select], height: () => (narrow() ? 320 : 400),
      table: () => [['row', 'point', ...names, 'trained_for', 'percent', 'won'], ...data.search.flatMap((one) => one.points.map(
        (point) => [one.label, point.number, ...names.map((key) => point.values[key] ?? ''), point.length, point.figure ?? 'diverged', point.won ? 'yes' : '']))],
      option: () => ({
        grid: { left: 60, right: 16, top: 16, bottom: 52 },
        xAxis: axis(name() + (ratio() ? ' (by ratio)' : ''), { type: ratio() ? 'log' : 'value', scale: true, min: 'dataMin', max: 'dataMax', splitLine: { show: false },
          axisLabel: { color: css('--soft'), fontSize: 12, hideOverlap: true, formatter: number } }),
        yAxis: axis(`${data.searchedOn}, %`, { type: 'value', scale: true, nameGap: 44 }),
        tooltip: Object.assign(base().tooltip, { trigger: 'item', formatter: ({ data: { point, label } }) => `${escape(label)}, point ${point.number}<br>`
          + Object.entries(point.values).map(([key, value]) => `${escape(key)} ${number(value)}`).join('<br>')
          + `<br><b>${point.figure.toFixed(2)} %</b> after ${escape(point.length)}${point.won ? ', won' : ''}` }),
        series: searched().map((one) => ({
          name: one.label, type: 'scatter', color: colour(one.row),
          data: one.points.filter((point) => point.figure !== null && point.figure !== undefined && point.values[name()] !== undefined).map((point) => ({
            value: [point.values[name()], point.figure], point, label: one.label,
            symbol: point.won ? 'diamond' : 'circle', symbolSize: point.won ? 16 : 7,
            itemStyle: point.won ? { borderColor: css('--ink'), borderWidth: 1.5 } : { opacity: .7 },
          })),
        })),
      }),
    });
    return true;
  };
})();
