package marginlab.command.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** Two finished runs in a store. */
public final class FinishedRuns {
    public static final Trial FIRST = TestTrials.trial("ArcFace(0.5)", 1);
    public static final Trial SECOND = TestTrials.trial("NS", 1);

    private FinishedRuns() {}

    public static void write(Path folder) {
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            store.ingest(FIRST, events(0.9));
            store.ingest(SECOND, events(0.8));
            store.keep("two-losses", "", List.of(FIRST.id(), SECOND.id()));
        }
    }

    /** What a run on {@code pairs} wrote that ended with an accuracy. */
    static List<TrialEvent> events(double accuracy) {
        ProtocolOutcome outcome =
                new ProtocolOutcome("pairs", "ten-fold", new TreeMap<>(Map.of("accuracy", accuracy)), List.of());
        return List.of(
                new TrialEvent.Started(1, Instant.EPOCH, Map.of("commit", "abc")),
                new TrialEvent.Scored(1, outcome),
                new TrialEvent.Ended(1, TrialState.DONE, "", 12, Instant.EPOCH.plusSeconds(12)));
    }
}
