package marginlab.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import marginlab.run.EndedWorker;
import marginlab.run.Journal;
import marginlab.run.RunFolder;
import marginlab.run.WorkerProcess;
import marginlab.run.launch.Launcher;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;

/** Workers that have ended as soon as they are started: what is left is the coordinator's own time. */
final class IdleLauncher implements Launcher {
    @Override
    public WorkerProcess start(RunFolder folder, int attempt, String gpu) throws IOException {
        try (Journal journal = Journal.open(folder.journal(), 0)) {
            journal.append(new TrialEvent.Started(attempt, Instant.EPOCH, Map.of("commit", "none")));
            journal.append(new TrialEvent.Ended(attempt, TrialState.DONE, "", 1, Instant.EPOCH));
        }
        return new EndedWorker();
    }
}
