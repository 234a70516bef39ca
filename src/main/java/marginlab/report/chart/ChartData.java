package marginlab.report.chart;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.Findings;
import marginlab.report.table.LevelRows;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.stats.Interval;
import marginlab.store.record.Metric;

/** The numbers behind the page's charts, as JSON that cannot end the element it stands in. */
public final class ChartData {
    /** Escapes {@code < > & = '} and the line separators of JavaScript in strings. */
    private static final Gson GSON = new GsonBuilder().create();

    private ChartData() {}

    /** Everything, with a series a row; figures of accuracy are percent. */
    private record Document(
            List<String> sets,
            String unit,
            List<RowSeries> rows,
            List<MarginCurves.MarginCurve> curves,
            List<MarginCurves.MarginCurve> others,
            List<MarginSweeps.SweepLine> margins,
            LevelLine level,
            String searchedOn,
            List<SearchLines.SearchLine> search,
            List<RocCurves.RocSeries> rocs,
            List<AngleHistograms.Histogram> angles,
            List<PlaneFeatures.Plane> planes,
            List<String> factors,
            List<TrialLines.TrialLine> trials) {}

    /** The seeds of one cell, and what they say together; the latter is null where there is nothing to say. */
    private record CellSeries(List<List<Number>> seeds, Double mean, Double low, Double high) {}

    /** Rows on a line, the best first: their places, percents, and the first and last of those not told apart. */
    private record LevelLine(String title, List<Integer> rows, List<Double> means, List<List<Integer>> groups) {}

    private static LevelLine line(LevelRows level) {
        return new LevelLine(
                level.column().title(),
                level.rows(),
                level.means().stream().map(mean -> rounded(100 * mean)).toList(),
                level.groups().stream()
                        .map(group -> List.of(group.first(), group.last()))
                        .toList());
    }

    /** One row; {@code training} holds by figure and seed the points (epoch, value). */
    private record RowSeries(
            String label,
            boolean baseline,
            List<CellSeries> cells,
            Map<String, Map<Long, List<List<Number>>>> training) {}

    public static String json(Findings findings) {
        SweepResults sweep = findings.sweep();
        AccuracyTable table = findings.table();
        List<RowSeries> rows = table.rows().stream()
                .map(row -> new RowSeries(
                        row.label(),
                        row.baseline(),
                        row.cells().stream().map(ChartData::cell).toList(),
                        training(sweep, row)))
                .toList();
        return GSON.toJson(new Document(
                table.titles(),
                table.isOfAccuracies() ? "accuracy, %" : "%",
                rows,
                MarginCurves.of(table),
                MarginCurves.others(table),
                MarginSweeps.of(table),
                LevelRows.of(table).map(ChartData::line).orElse(null),
                sweep.search().map(search -> search.column().title()).orElse(null),
                sweep.search().map(search -> SearchLines.of(search, table)).orElse(List.of()),
                RocCurves.of(findings.decisions(), table),
                AngleHistograms.of(findings.decisions(), table),
                PlaneFeatures.of(sweep, table),
                table.factors(),
                TrialLines.of(sweep, table)));
    }

    private static CellSeries cell(Cell cell) {
        List<List<Number>> seeds = new ArrayList<>();
        cell.samples().forEach(sample -> seeds.add(List.of(sample.seed(), rounded(100 * sample.accuracy()))));
        Interval interval =
                cell.summary().flatMap(s -> s.interval(Interval.CONFIDENCE)).orElse(null);
        return new CellSeries(
                seeds,
                cell.summary().map(s -> rounded(100 * s.mean())).orElse(null),
                interval == null ? null : rounded(100 * interval.low()),
                interval == null ? null : rounded(100 * interval.high()));
    }

    private static Map<String, Map<Long, List<List<Number>>>> training(SweepResults sweep, TableRow row) {
        Map<String, Map<Long, List<List<Number>>>> figures = new TreeMap<>();
        for (Trial trial : row.trials()) {
            lastOfEachEpoch(sweep.metrics().apply(trial.id()))
                    .forEach((key, points) -> figures.computeIfAbsent(key, k -> new LinkedHashMap<>())
                            .put(trial.seed(), points));
        }
        return figures;
    }

    /** By figure the points (epoch, value) of the last step of each epoch, of the last attempt that reached it. */
    private static Map<String, List<List<Number>>> lastOfEachEpoch(List<Metric> metrics) {
        Map<String, TreeMap<Integer, Metric>> latest = new TreeMap<>();
        for (Metric metric : metrics) {
            latest.computeIfAbsent(metric.key(), k -> new TreeMap<>())
                    .merge(metric.epoch(), metric, (a, b) -> isLater(b, a) ? b : a);
        }
        Map<String, List<List<Number>>> points = new TreeMap<>();
        latest.forEach((key, epochs) -> {
            double factor = key.startsWith("accuracy/") ? 100 : 1;
            List<List<Number>> line = new ArrayList<>();
            epochs.forEach((epoch, metric) -> line.add(List.of(epoch, rounded(factor * metric.value()))));
            points.put(key, line);
        });
        return points;
    }

    private static boolean isLater(Metric one, Metric other) {
        return one.attempt() != other.attempt() ? one.attempt() > other.attempt() : one.step() >= other.step();
    }

    /** Five significant digits, which is more than a chart shows. */
    static double rounded(double value) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(5))
                .doubleValue();
    }
}
