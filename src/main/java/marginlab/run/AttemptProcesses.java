package marginlab.run;

import java.util.Optional;
import marginlab.store.record.TrialEvent;

/** Which process works on an attempt, and which one watches it: {@code WORKER of COORDINATOR} in the journal. */
public final class AttemptProcesses {
    /** The variable that tells a worker who started it. */
    public static final String COORDINATOR = "MARGINLAB_COORDINATOR";

    private static final String OF = " of ";

    private AttemptProcesses() {}

    /** Of this process, which is a worker. */
    static String here() {
        String coordinator = System.getenv(COORDINATOR);
        return ProcessIdentity.here().text() + (coordinator == null ? "" : OF + coordinator);
    }

    /** Empty where the attempt does not say, as those of older versions. */
    static Optional<ProcessIdentity> coordinator(TrialEvent.Started attempt) {
        return mark(attempt, 1);
    }

    /** The worker of an attempt where it lives on this machine and its coordinator, which was of this machine too, is gone. */
    static Optional<ProcessHandle> orphan(TrialEvent.Started attempt) {
        boolean isGone = coordinator(attempt)
                .filter(coordinator ->
                        coordinator.isOfThisMachine() && coordinator.living().isEmpty())
                .isPresent();
        return isGone ? mark(attempt, 0).flatMap(ProcessIdentity::living) : Optional.empty();
    }

    private static Optional<ProcessIdentity> mark(TrialEvent.Started attempt, int place) {
        String text = attempt.provenance().getOrDefault(WorkerSession.PROCESS, "");
        String[] parts = text.split(OF, 2);
        return place < parts.length ? ProcessIdentity.parse(parts[place]) : Optional.empty();
    }
}
