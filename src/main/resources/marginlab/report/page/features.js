/** Embeddings of two dimensions in the plane, a panel a row: people as dots, class centres as rays. */
(() => {
  const { data, charts, colour, narrow, css, short, label, base, escape, draw, panels } = marginlab;
  const shapes = ['circle', 'triangle', 'rect', 'diamond'];

  charts.features = (figure) => {
    if (!data.planes.length) return false;
    const places = () => panels(data.planes.length, { columns: narrow() ? 1 : Math.min(3, data.planes.length), height: narrow() ? 290 : 280, top: 30, bottom: 16, left: 0, gap: 4 });
    draw(figure, {
      label: 'Two-dimensional features of the training people, a panel a row', height: () => places().total,
      table: () => [['row', 'seed', 'identity', 'x', 'y'], ...data.planes.flatMap((plane) => plane.points.map(([x, y, who]) => [label(plane.row), plane.seed, who, x, y]))],
      option() {
        const place = places();
        const grid = [], xAxis = [], yAxis = [], series = [], title = [];
        data.planes.forEach((plane, i) => {
          const { left, width, top, height } = place.at(i);
          const wide = figure.querySelector('.plot').clientWidth * parseFloat(width) / 100;
          const reach = 1.08 * Math.max(...plane.points.map(([x, y]) => Math.hypot(x, y)));
          const ratio = wide / height;
          grid.push({ left, width, top, height });
          title.push({ text: short(label(plane.row), 30), left, top: top - 28, textStyle: { fontSize: 13, fontWeight: 600, color: css('--ink') } });
          const hide = { show: false, gridIndex: i, type: 'value' };
          xAxis.push({ ...hide, min: -reach * Math.max(1, ratio), max: reach * Math.max(1, ratio) });
          yAxis.push({ ...hide, min: -reach / Math.min(1, ratio), max: reach / Math.min(1, ratio) });
          series.push({
            type: 'custom', xAxisIndex: i, yAxisIndex: i, silent: true, data: [0],
            renderItem(params, api) {
              const [cx, cy] = api.coord([0, 0]);
              const radius = api.coord([reach / 1.08, 0])[0] - cx;
              const rays = plane.centres.map((angle, who) => {
                const [x2, y2] = [cx + radius * Math.cos(angle * Math.PI / 180), cy - radius * Math.sin(angle * Math.PI / 180)];
                return { type: 'line', shape: { x1: cx, y1: cy, x2, y2 }, style: { stroke: colour(who), lineWidth: 1.5 } };
              });
              return { type: 'group', children: [{ type: 'circle', shape: { cx, cy, r: radius }, style: { fill: 'none', stroke: css('--line'), lineWidth: 1 } }, ...rays] };
            },
          }, {
            type: 'scatter', xAxisIndex: i, yAxisIndex: i, symbolSize: 5,
            data: plane.points.map(([x, y, who]) => ({ value: [x, y, who], symbol: shapes[who % shapes.length], itemStyle: { color: colour(who), opacity: .7 } })),
          });
        });
        return { grid, xAxis, yAxis, series, title, tooltip: Object.assign(base().tooltip, { trigger: 'item', formatter: (p) => 'identity ' + escape(p.value[2]) }) };
      },
    });
    return true;
  };
})();
