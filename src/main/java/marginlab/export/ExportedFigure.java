package marginlab.export;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;

/**
 * One figure of a run as other tools know it; key and step tell it from all others of the run.
 *
 * @param key its name
 * @param step iterations done when it was taken
 * @param at the moment of the step, whenever it is exported
 */
record ExportedFigure(String key, long step, double value, Instant at) {
    private record MetricStep(String key, long step) {}

    /**
     * What was measured while it trained, and at its end what the protocols said, as {@code SET/VARIANT/METRIC}. Of a step that an
     * attempt repeats, since it went on from a checkpoint before it, the first figure counts: it may have been sent already.
     */
    static List<ExportedFigure> of(Run run, List<Metric> metrics, StepMoments moments) {
        Map<MetricStep, ExportedFigure> figures = new LinkedHashMap<>();
        Metric last = null;
        for (Metric metric : metrics) {
            Instant at = moments.of(metric.attempt(), metric.step());
            figures.putIfAbsent(
                    new MetricStep(metric.key(), metric.step()),
                    new ExportedFigure(metric.key(), metric.step(), metric.value(), at));
            last = last == null || metric.step() > last.step() ? metric : last;
        }
        long end = last == null ? 0 : last.step();
        Instant at = last == null ? run.started() : moments.of(last.attempt(), end);
        for (ProtocolOutcome outcome : run.outcomes()) {
            outcome.metrics().forEach((metric, value) -> {
                String key = outcome.set() + "/" + outcome.variant() + "/" + metric;
                figures.putIfAbsent(new MetricStep(key, end), new ExportedFigure(key, end, value, at));
            });
        }
        return List.copyOf(figures.values());
    }
}
