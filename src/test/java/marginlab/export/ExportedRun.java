package marginlab.export;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.table.MadeUpSweep;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/** One finished run with two epochs. */
final class ExportedRun {
    static final List<Metric> METRICS = List.of(
            new Metric(1, "loss", 10, 1, 3.5), new Metric(1, "loss", 20, 2, 2.25), new Metric(1, "rate", 20, 2, 0.1));

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    /** A second a step, after the noon of its attempt's day. */
    static final StepMoments MOMENTS =
            (attempt, step) -> NOON.plus(Duration.ofDays(attempt - 1)).plusSeconds(step);

    private ExportedRun() {}

    static Run done() {
        return of(TrialState.DONE, 1);
    }

    static Run of(TrialState state, int attempt) {
        Trial trial = Trial.of(
                "ArcFace(0.5) + Intra", MadeUpSweep.settings(30, List.of("plain")), 3, Map.of("plain", "01d6be0c"));
        ProtocolOutcome outcome = new ProtocolOutcome(
                "plain", "ten-fold", new TreeMap<>(Map.of("accuracy", 0.875, "tar@far=1e-3", 0.5)), List.of());
        return new Run(
                trial, state, "", attempt, NOON, 100, Map.of("commit", "2d96bf0", "what: odd", "é"), List.of(outcome));
    }

    /** The same before the protocols have said anything. */
    static Run unscored(TrialState state, int attempt) {
        Run run = of(state, attempt);
        return new Run(run.trial(), state, "", attempt, NOON, 100, run.provenance(), List.of());
    }
}
