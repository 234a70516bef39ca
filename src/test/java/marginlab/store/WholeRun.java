package marginlab.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** What a run says from its start to its end. */
public final class WholeRun {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    private WholeRun() {}

    public static ProtocolOutcome outcome(double accuracy) {
        return new ProtocolOutcome(
                "pairs", "ten-fold", new TreeMap<>(Map.of("accuracy", accuracy, "std", 0.01)), List.of(0.9, 0.8, 0.95));
    }

    public static List<TrialEvent> whole(double accuracy) {
        return List.of(
                new TrialEvent.Started(1, NOON, Map.of("commit", "abc", "threads", "2")),
                new TrialEvent.Measured(1, 10, 1, Map.of("loss", 3.5, "rate", 0.1)),
                new TrialEvent.Measured(1, 20, 2, Map.of("loss", 2.5, "rate", 0.05)),
                new TrialEvent.Scored(1, outcome(accuracy)),
                new TrialEvent.Ended(1, TrialState.DONE, "", 12.5, NOON.plusSeconds(13)));
    }
}
