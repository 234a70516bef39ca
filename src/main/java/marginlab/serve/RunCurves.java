package marginlab.serve;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import marginlab.plan.Trial;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;

/**
 * One figure of some runs over the course of their trainings.
 *
 * @param figures that any of them recorded
 * @param figure the one that is shown; empty where there is none
 * @param unit {@code %} of shares, else empty
 * @param lines one a run
 */
record RunCurves(Set<String> figures, String figure, String unit, List<RunCurve> lines) {
    private static final int MOST_POINTS = 1000;
    private static final String ACCURACY = "accuracy/";
    private static final String PROGRESS = "progress";
    /** What is shown first, in this order. */
    private static final List<String> FIRST = List.of("loss", "batch-loss");

    /**
     * @param row its place among the rows of the report's table of these runs, by which it has its colour
     * @param points (step, epoch, seconds, value); the seconds of training are null where no speed was recorded
     */
    record RunCurve(String id, String objective, String seedText, String state, int row, List<List<Number>> points) {}

    /** @param figure empty for the first there is */
    static RunCurves of(List<Run> runs, Map<String, List<Metric>> metrics, String figure) {
        Set<String> figures = new TreeSet<>();
        metrics.values().forEach(all -> all.forEach(metric -> figures.add(metric.key())));
        figures.remove(PROGRESS);
        String shown = figures.contains(figure) ? figure : first(figures, metrics);
        double factor = shown.startsWith(ACCURACY) ? 100 : 1;
        Map<String, Integer> rows = rows(runs);
        List<RunCurve> lines = runs.stream()
                .map(run -> new RunCurve(
                        run.trial().id(),
                        run.trial().objective(),
                        run.trial().seedText(),
                        run.state().label(),
                        rows.get(run.trial().id()),
                        points(run, metrics.getOrDefault(run.trial().id(), List.of()), shown, factor)))
                .toList();
        return new RunCurves(figures, shown, shown.startsWith(ACCURACY) ? "%" : "", lines);
    }

    /** What is shown where nothing was asked for; before the second epoch ends its loss is a dot, and the batches say more. */
    private static String first(Set<String> figures, Map<String, List<Metric>> metrics) {
        List<String> there = FIRST.stream().filter(figures::contains).toList();
        return there.stream()
                .filter(key -> metrics.values().stream()
                        .anyMatch(all -> all.stream()
                                        .filter(metric -> metric.key().equals(key))
                                        .limit(2)
                                        .count()
                                > 1))
                .findFirst()
                .or(() -> there.stream().findFirst())
                .orElseGet(() -> figures.stream().findFirst().orElse(""));
    }

    private static Map<String, Integer> rows(List<Run> runs) {
        List<TableRow> rows =
                AccuracyTable.of(SweepResults.started("", runs, Path::of)).rows();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            for (Trial trial : rows.get(i).all()) {
                places.put(trial.id(), i);
            }
        }
        return places;
    }

    private static List<List<Number>> points(Run run, List<Metric> metrics, String figure, double factor) {
        TrainingCourse course = TrainingCourse.of(run.trial().settings(), metrics);
        TreeMap<Long, Metric> curve = TrainingCourse.lasting(metrics, figure);
        List<Metric> all = new ArrayList<>(curve.values());
        int every = (all.size() + MOST_POINTS - 1) / MOST_POINTS;
        List<List<Number>> points = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i % Math.max(1, every) == 0 || i == all.size() - 1) {
                Metric metric = all.get(i);
                List<Number> point = new ArrayList<>(4);
                point.add(metric.step());
                point.add(rounded(course.epochs(metric)));
                point.add(course.seconds(metric.step()).map(RunCurves::rounded).orElse(null));
                point.add(rounded(factor * metric.value()));
                points.add(point);
            }
        }
        return points;
    }

    /** Six digits, which is more than a chart shows. */
    private static Double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(6)).doubleValue();
    }
}
