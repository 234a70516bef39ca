package marginlab.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.store.Event;
import marginlab.store.Role;
import marginlab.store.State;
import marginlab.store.Store;
import marginlab.store.Trials;
import marginlab.verify.Outcome;

/** Two finished runs in a store. */
final class StoredRuns {
    static final Trial FIRST = Trials.trial("ArcFace(0.5)", 1);
    static final Trial SECOND = Trials.trial("NS", 1);

    private StoredRuns() {}

    static void write(Path folder) {
        try (Store store = Store.open(folder.resolve("store").toString(), Role.OWNER)) {
            store.ingest(FIRST, events(0.9));
            store.ingest(SECOND, events(0.8));
            store.keep("two-losses", "", List.of(FIRST.id(), SECOND.id()));
        }
    }

    private static List<Event> events(double accuracy) {
        Outcome outcome = new Outcome("pairs", "ten-fold", new TreeMap<>(Map.of("accuracy", accuracy)), List.of());
        return List.of(
                new Event.Started(1, Instant.EPOCH, Map.of("commit", "abc")),
                new Event.Scored(1, outcome),
                new Event.Ended(1, State.DONE, "", 12, Instant.EPOCH.plusSeconds(12)));
    }
}
