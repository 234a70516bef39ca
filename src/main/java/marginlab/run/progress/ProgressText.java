package marginlab.run.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import marginlab.experiment.setting.Span;
import marginlab.plan.Trial;
import marginlab.protocol.ProtocolMetric;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.store.record.TrialEvent;

/** What both kinds of progress say, in the same words. */
final class ProgressText {
    private static final int SHORT = 8;

    private ProgressText() {}

    /** {@code 1a2b3c4d ArcFace(0.5), seed 1}. */
    static String name(Trial trial) {
        String id = trial.id();
        return id.substring(0, Math.min(SHORT, id.length())) + " " + trial.objective() + ", seed " + trial.seedText();
    }

    /** {@code epoch 3 of 15}, {@code loss 2.345}, {@code 412 images/s}. */
    static List<String> figures(Trial trial, TrialEvent.Measured measured) {
        Span length = trial.settings().schedule().stopAt();
        List<String> figures = new ArrayList<>();
        if (length.unit() == Span.SpanUnit.EPOCHS) {
            figures.add(String.format(Locale.ROOT, "epoch %d of %s", measured.epoch(), whole(length.count())));
        } else {
            figures.add(String.format(Locale.ROOT, "iteration %d of %s", measured.step(), whole(length.count())));
        }
        figure(measured, "loss", "batch-loss")
                .ifPresent(loss -> figures.add(String.format(Locale.ROOT, "loss %.3f", loss)));
        figure(measured, "images-per-second", "speed")
                .ifPresent(speed -> figures.add(String.format(Locale.ROOT, "%.0f images/s", speed)));
        return figures;
    }

    /** {@code 0.4 % waiting for data}: the share of an epoch's time; none where it is not known. */
    static List<String> waiting(Trial trial, TrialEvent.Measured measured) {
        Double seconds = measured.values().get("data-wait");
        Double speed = measured.values().get("images-per-second");
        if (seconds == null || speed == null) {
            return List.of();
        }
        double share = seconds * speed / trial.settings().schedule().batch();
        return List.of(String.format(Locale.ROOT, "%.1f %% waiting for data", 100 * share));
    }

    /** Of a whole epoch, or else of the last iterations. */
    private static Optional<Double> figure(TrialEvent.Measured measured, String ofEpoch, String ofSteps) {
        Double value = measured.values().get(ofEpoch);
        return Optional.ofNullable(value != null ? value : measured.values().get(ofSteps));
    }

    /** How far a trial is, from 0 to 1. */
    static double fraction(Trial trial, TrialEvent.Measured measured) {
        Double progress = measured.values().get("progress");
        if (progress != null) {
            return Math.max(0, Math.min(1, progress));
        }
        Span length = trial.settings().schedule().stopAt();
        double done = length.unit() == Span.SpanUnit.EPOCHS ? measured.epoch() : measured.step();
        return length.count() > 0 ? Math.min(1, done / length.count()) : 1;
    }

    /**
     * {@code lfw: accuracy 88.90 %}, {@code ijb-c: TAR@FAR=1e-4 93.20 %}: the headline of a protocol. Of what is no protocol's,
     * such as the angles between class centres, nothing is said: the report has the words that such figures need. Where the
     * headline cannot be told, why: {@code allsame: no accuracy: all 600 pairs are genuine}.
     */
    static Optional<String> outcome(ProtocolOutcome outcome) {
        Optional<ScoredColumn> column = ScoredColumn.of(outcome);
        Optional<String> headline = column.flatMap(one -> one.metric().of(outcome))
                .map(value -> {
                    ProtocolMetric metric = column.orElseThrow().metric();
                    return metric.unit() == ProtocolMetric.MetricUnit.SHARE
                            ? String.format(Locale.ROOT, "%s: %s %.2f %%", outcome.set(), metric.label(), 100 * value)
                            : String.format(Locale.ROOT, "%s: %s %.4g", outcome.set(), metric.label(), value);
                });
        return headline.or(() ->
                column.flatMap(any -> outcome.notes().stream().findFirst()).map(why -> outcome.set() + ": " + why));
    }

    /** {@code done in 1:24}, {@code crashed after 0:03: signal 9; is tried again}. */
    static String ending(TrialEvent.Ended ended, boolean again) {
        Duration time = Duration.ofSeconds(Math.round(ended.seconds()));
        if (ended.reason().isEmpty()) {
            return ended.state().label() + " in " + clock(time);
        }
        return ended.state().label() + " after " + clock(time) + ": " + ended.reason()
                + (again ? "; is tried again" : "");
    }

    /** {@code 3 of 8 trials}, {@code 1 failed}, {@code 37.5 % complete}, {@code ETA 0:03:20}. */
    static List<String> totals(SweepListener.Totals totals) {
        List<String> parts = new ArrayList<>();
        parts.add(totals.ready() + " of " + totals.trials() + " trials");
        if (totals.failed() > 0) {
            parts.add(totals.failed() + " failed");
        }
        parts.add(String.format(Locale.ROOT, "%.1f %% complete", 100 * fraction(totals)));
        totals.left().ifPresent(left -> parts.add("ETA " + clock(left)));
        return parts;
    }

    static double fraction(SweepListener.Totals totals) {
        return totals.trials() == 0 ? 1 : (double) (totals.ready() + totals.failed()) / totals.trials();
    }

    /** {@code 3 results, 1 failed, 2 there before, 4 left}. */
    static String sweep(SweepOutcome sweep) {
        StringJoiner text = new StringJoiner(", ");
        text.add(sweep.done() + (sweep.done() == 1 ? " new result" : " new results"));
        if (sweep.skipped() > 0) {
            text.add(sweep.skipped() + " there before");
        }
        if (sweep.failed() > 0) {
            text.add(sweep.failed() + " failed");
        }
        if (sweep.left() > 0) {
            text.add(sweep.left() + " left for the next run");
        }
        return sweep.stopped().map(why -> text + ": " + why).orElse(text.toString());
    }

    /** {@code 1:24} or {@code 2:01:24}. */
    static String clock(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    private static String whole(double count) {
        return count == Math.rint(count) ? String.valueOf((long) count) : String.valueOf(count);
    }
}
