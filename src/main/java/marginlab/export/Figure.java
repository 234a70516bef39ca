package marginlab.export;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import marginlab.store.Metric;
import marginlab.store.Run;

/**
 * One figure of a run as other tools know it.
 *
 * @param key its name
 * @param step iterations done when it was taken
 * @param at the moment, told from the step
 */
record Figure(String key, long step, double value, Instant at) {

    /** What was measured while it trained, and at its end what the protocols said, as {@code SET/VARIANT/METRIC}. */
    static List<Figure> of(Run run, List<Metric> metrics) {
        long last = metrics.stream().mapToLong(Metric::step).max().orElse(0);
        List<Figure> figures = new ArrayList<>();
        metrics.forEach(metric ->
                figures.add(new Figure(metric.key(), metric.step(), metric.value(), moment(run, metric.step(), last))));
        run.outcomes()
                .forEach(outcome -> outcome.metrics()
                        .forEach((metric, value) -> figures.add(new Figure(
                                outcome.set() + "/" + outcome.variant() + "/" + metric,
                                last,
                                value,
                                moment(run, 1, 1)))));
        return figures;
    }

    private static Instant moment(Run run, long step, long last) {
        double share = last == 0 ? 1 : (double) step / last;
        return run.started().plus(Duration.ofMillis(Math.round(1000 * run.seconds() * share)));
    }
}
