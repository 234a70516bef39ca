package marginlab.serve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;

/**
 * A run as the page reads it.
 *
 * @param accuracy the headline figure of each verification set, under the name that pages of earlier versions know
 * @param figures what each of them is
 * @param loss so far as points (step, loss), of a run that trains
 * @param progress the share that is done, where it is known
 * @param speed in images a second
 * @param settings this and what follows are of a run that is shown whole
 * @param curves by figure the points (epoch, value) of the last step of each epoch
 * @param log its end
 */
record RunJson(
        String id,
        String objective,
        long seed,
        String seedText,
        String state,
        String reason,
        int attempt,
        Instant started,
        double seconds,
        Map<String, Double> accuracy,
        Map<String, String> figures,
        Optional<List<List<Number>>> loss,
        Optional<Double> progress,
        Optional<Double> speed,
        Optional<Map<String, String>> settings,
        Optional<Map<String, String>> fingerprints,
        Optional<Map<String, String>> provenance,
        Optional<List<ProtocolOutcome>> outcomes,
        Optional<Map<String, List<List<Number>>>> curves,
        Optional<String> log) {
    private static final int POINTS = 120;

    /** What a list shows. */
    static RunJson summary(Run run) {
        return of(run, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A run that trains. */
    static RunJson running(Run run, List<Metric> metrics) {
        return of(run, Optional.of(metrics), Optional.empty(), Optional.empty());
    }

    /** Everything, with the end of its log. */
    static RunJson whole(Run run, List<Metric> metrics, String log) {
        return of(run, Optional.empty(), Optional.of(curves(metrics)), Optional.of(log));
    }

    private static RunJson of(
            Run run,
            Optional<List<Metric>> running,
            Optional<Map<String, List<List<Number>>>> curves,
            Optional<String> log) {
        Map<String, Double> results = new LinkedHashMap<>();
        Map<String, String> figures = new LinkedHashMap<>();
        run.outcomes().stream().map(ProtocolOutcome::set).distinct().forEach(set -> {
            ScoredColumn column = ScoredColumn.of(set, run.trial().settings().reading(set), run.outcomes());
            column.value(run.outcomes()).ifPresent(value -> {
                results.put(set, value);
                figures.put(set, column.metric().label());
            });
        });
        Optional<Run> whole = curves.map(all -> run);
        return new RunJson(
                run.trial().id(),
                run.trial().objective(),
                run.trial().seed(),
                run.trial().seedText(),
                run.state().label(),
                run.reason(),
                run.attempt(),
                run.started(),
                run.seconds(),
                results,
                figures,
                running.map(RunJson::losses),
                running.flatMap(metrics -> last("progress", metrics)),
                running.flatMap(metrics -> last("speed", metrics)),
                whole.map(one -> one.trial().settings().flat()),
                whole.map(one -> one.trial().fingerprints()),
                whole.map(Run::provenance),
                whole.map(Run::outcomes),
                curves,
                log);
    }

    private static List<List<Number>> losses(List<Metric> metrics) {
        List<Metric> losses = metrics.stream()
                .filter(metric -> metric.key().equals("batch-loss"))
                .toList();
        int every = Math.max(1, losses.size() / POINTS);
        List<List<Number>> points = new ArrayList<>();
        for (int i = 0; i < losses.size(); i += every) {
            points.add(List.of(losses.get(i).step(), losses.get(i).value()));
        }
        return points;
    }

    private static Optional<Double> last(String key, List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> metric.key().equals(key))
                .max(Comparator.comparingInt(Metric::attempt).thenComparingLong(Metric::step))
                .map(Metric::value);
    }

    private static Map<String, List<List<Number>>> curves(List<Metric> metrics) {
        Map<String, TreeMap<Integer, Double>> curves = new TreeMap<>();
        metrics.forEach(metric ->
                curves.computeIfAbsent(metric.key(), key -> new TreeMap<>()).put(metric.epoch(), metric.value()));
        Map<String, List<List<Number>>> points = new TreeMap<>();
        curves.forEach((key, epochs) -> {
            List<List<Number>> line = new ArrayList<>();
            epochs.forEach((epoch, value) -> line.add(List.of(epoch, value)));
            points.put(key, line);
        });
        return points;
    }
}
