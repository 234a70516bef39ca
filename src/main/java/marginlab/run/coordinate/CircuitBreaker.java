package marginlab.run.coordinate;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import marginlab.store.record.TrialEvent;

/** Tells a broken machine or setting from a bad trial: the same failure in several trials in a row. */
final class CircuitBreaker {
    private final int limit;
    private final Set<String> trials = new HashSet<>();
    private String cause = "";
    private String reason = "";

    /** @param limit trials in a row; 0 for never */
    CircuitBreaker(int limit) {
        this.limit = limit;
    }

    void take(String trial, TrialEvent.Ended ended) {
        switch (ended.state()) {
            case FAILED:
            case CRASHED:
            case TIMED_OUT:
                // Numbers differ from trial to trial: steps, addresses, bytes.
                String found =
                        ended.state() + " " + ended.reason().replaceAll("(0x)?[0-9a-fA-F]*[0-9][0-9a-fA-F]*", "#");
                if (!found.equals(cause)) {
                    trials.clear();
                    cause = found;
                }
                reason = ended.state().label() + ": " + ended.reason();
                trials.add(trial);
                break;
            case INTERRUPTED:
                break;
            default:
                trials.clear();
                cause = "";
        }
    }

    /** Why no other trial should start. */
    Optional<String> open() {
        return limit > 0 && trials.size() >= limit
                ? Optional.of("the same failure in " + trials.size() + " trials in a row (" + reason
                        + "): that is the machine or the setting, not the trial")
                : Optional.empty();
    }
}
