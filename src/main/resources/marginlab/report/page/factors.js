/** Parallel coordinates: a line a trial through its factors and its results. */
(() => {
  const { data, charts, hidden, colour, css, narrow, base, short, label, draw } = marginlab;

  charts.factors = (figure) => {
    if (data.trials.length < 2) return false;
    const rows = [...new Set(data.trials.map((trial) => trial.row))].map((row) => ({ label: label(row), row }));
    const objectives = [...new Set(data.rows.map((row) => row.label.replace(/ \[.*/, '')))];
    const axes = [
      { name: 'objective', type: 'category', of: (trial) => label(trial.row).replace(/ \[.*/, ''), data: objectives },
      ...data.factors.map((factor, f) => ({
        name: factor, type: 'category', of: (trial) => trial.factors[f], data: [...new Set(data.trials.map((trial) => trial.factors[f]))],
      })),
      { name: 'seed', type: 'category', of: (trial) => String(trial.seed), data: [...new Set(data.trials.map((trial) => String(trial.seed)))] },
      { name: 'last loss', type: 'value', of: (trial) => trial.loss },
      { name: 'target angle', type: 'value', of: (trial) => trial.angle },
      ...data.sets.map((set, s) => ({ name: set + ', %', type: 'value', of: (trial) => trial.accuracies[s] })),
    ].filter((axis) => data.trials.some((trial) => axis.of(trial) !== undefined && axis.of(trial) !== null) && (axis.name === 'objective' || axis.data === undefined || axis.data.length > 1));
    const side = () => (narrow() ? { left: 96, right: 58 } : { left: 172, right: 64 });
    /** The library cuts a name at the distance between two axes, which on a phone leaves nothing of it. */
    const slanted = () => axes.map((axis, dim) => {
      const { left, right } = side();
      const wide = figure.querySelector('.plot').clientWidth - left - right;
      return {
        type: 'text', silent: true, x: left + dim * wide / Math.max(1, axes.length - 1), y: 122, rotation: Math.PI / 3,
        style: { text: short(axis.name, 20), fill: css('--ink'), font: `12px ${css('--sans')}`, textAlign: 'left', textVerticalAlign: 'middle' },
      };
    });
    draw(figure, {
      label: 'Every trial as a line through its factors and results', rows, height: () => Math.max(narrow() ? 490 : 440, 18 * objectives.length + 90),
      table: () => [['row', ...axes.map((axis) => axis.name)], ...data.trials.map((trial) => [label(trial.row), ...axes.map((axis) => axis.of(trial) ?? '')])],
      option: () => ({
        parallel: { left: side().left, right: side().right, top: narrow() ? 130 : 58, bottom: 26, axisExpandable: false },
        parallelAxis: axes.map((axis, dim) => ({
          dim, type: axis.type, data: axis.data, scale: true, inverse: axis.type === 'category', nameLocation: axis.type === 'category' ? 'start' : 'end',
          name: narrow() ? '' : short(axis.name, 24).replace(/[-_ ](?=.{4})/, (gap) => gap + '\n'), nameGap: 14, nameTextStyle: { color: css('--ink'), fontSize: 12, lineHeight: 15 }, axisTick: { show: false },
          axisLine: { lineStyle: { color: css('--faint') } },
          axisLabel: { color: css('--soft'), fontSize: 11, hideOverlap: true, ...(dim === 0 ? { align: 'right', margin: -8, interval: 0, formatter: (text) => short(text, 44), ...(narrow() ? { fontSize: 9, lineHeight: 10, width: 88, overflow: 'break' } : { width: 160, overflow: 'truncate' }) } : {}) },
          areaSelectStyle: { color: css('--accent'), borderColor: css('--accent') },
        })),
        graphic: narrow() ? slanted() : [],
        tooltip: base().tooltip,
        series: [{
          type: 'parallel', smooth: .15, inactiveOpacity: .04, lineStyle: { width: 1.6, opacity: .65 },
          data: data.trials.filter((trial) => !hidden.has(trial.row)).map((trial) => ({
            name: label(trial.row) + ', seed ' + trial.seed, value: axes.map((axis) => axis.of(trial) ?? '-'), lineStyle: { color: colour(trial.row) },
          })),
        }],
      }),
    });
    return true;
  };
})();
