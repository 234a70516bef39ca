package marginlab.serve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Span;
import marginlab.store.record.Metric;

/**
 * Which epoch and which second of training a step was, from what a run recorded: a journal has no times of its own, and those of
 * a training that was interrupted would count the hours in between.
 *
 * <p>{@code seconds(step) = seconds(end of the last whole epoch) + (step - its step) * batch / images per second since}.
 */
final class TrainingCourse {
    private static final String OF_EPOCH = "images-per-second";
    private static final String OF_STEPS = "speed";
    private static final String LOSS = "loss";
    private static final String PROGRESS = "progress";

    private final int batch;
    private final double stepsPerEpoch;
    private final TreeMap<Long, Double> ends = new TreeMap<>();
    private final TreeMap<Long, Metric> epochSpeeds;
    private final TreeMap<Long, Metric> speeds;

    private TrainingCourse(int batch, double stepsPerEpoch, List<Metric> metrics) {
        this.batch = batch;
        this.stepsPerEpoch = stepsPerEpoch;
        this.epochSpeeds = lasting(metrics, OF_EPOCH);
        this.speeds = lasting(metrics, OF_STEPS);
        double seconds = 0;
        long before = 0;
        for (Map.Entry<Long, Metric> end : epochSpeeds.entrySet()) {
            seconds += (end.getKey() - before) * batch / end.getValue().value();
            before = end.getKey();
            ends.put(before, seconds);
        }
    }

    static TrainingCourse of(Settings settings, List<Metric> metrics) {
        return new TrainingCourse(settings.schedule().batch(), stepsPerEpoch(settings, metrics), metrics);
    }

    /** From the end of an epoch, or else from the share that is done; 0 where neither tells. */
    private static double stepsPerEpoch(Settings settings, List<Metric> metrics) {
        TreeMap<Long, Metric> losses = lasting(metrics, LOSS);
        if (!losses.isEmpty()) {
            Metric first = losses.firstEntry().getValue();
            return first.epoch() > 0 ? (double) first.step() / first.epoch() : 0;
        }
        TreeMap<Long, Metric> progress = lasting(metrics, PROGRESS);
        Span length = settings.schedule().stopAt();
        if (length.unit() != Span.SpanUnit.EPOCHS || progress.isEmpty()) {
            return 0;
        }
        Metric last = progress.lastEntry().getValue();
        return last.value() > 0 ? last.step() / (last.value() * length.count()) : 0;
    }

    /** A figure by step; what an attempt recorded beyond the checkpoint that the next one went on from does not count. */
    static TreeMap<Long, Metric> lasting(List<Metric> metrics, String figure) {
        TreeMap<Long, Metric> lasting = new TreeMap<>();
        int attempt = 0;
        for (Metric metric : metrics) {
            if (metric.key().equals(figure)) {
                if (metric.attempt() != attempt) {
                    attempt = metric.attempt();
                    lasting.tailMap(metric.step()).clear();
                }
                lasting.put(metric.step(), metric);
            }
        }
        return lasting;
    }

    /** Epochs that are done at a step, with what is done of the next. */
    double epochs(Metric metric) {
        return stepsPerEpoch > 0 ? metric.step() / stepsPerEpoch : metric.epoch();
    }

    /** Seconds of training until a step; empty where no speed was recorded. */
    Optional<Double> seconds(long step) {
        Map.Entry<Long, Double> end = ends.floorEntry(step);
        double before = end == null ? 0 : end.getValue();
        long from = end == null ? 0 : end.getKey();
        if (from == step) {
            return Optional.of(before);
        }
        Map.Entry<Long, Metric> speed = speeds.ceilingEntry(step);
        if (speed == null) {
            speed = epochSpeeds.ceilingEntry(step);
        }
        if (speed == null) {
            speed = speeds.floorEntry(step);
        }
        return speed == null || !(speed.getValue().value() > 0)
                ? Optional.empty()
                : Optional.of(before + (step - from) * batch / speed.getValue().value());
    }
}
