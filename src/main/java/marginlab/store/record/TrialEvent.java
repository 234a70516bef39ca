package marginlab.store.record;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.protocol.embedding.ProtocolOutcome;

/** One thing that happened to a trial: a line of its journal. Each names its attempt, so that a line needs no other. */
public sealed interface TrialEvent {

    /** Which start of the trial it belongs to; counts from 1. */
    int attempt();

    /**
     * The attempt began.
     *
     * @param at by the clock of the machine
     * @param provenance commit, versions, hardware, threads, by name
     */
    record Started(int attempt, Instant at, SortedMap<String, String> provenance) implements TrialEvent {
        public Started {
            provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
        }

        public Started(int attempt, Instant at, Map<String, String> provenance) {
            this(attempt, at, (SortedMap<String, String>) new TreeMap<>(provenance));
        }
    }

    /**
     * Figures of training.
     *
     * @param step iterations done
     * @param epoch epochs done, counting from 1
     * @param values finite numbers by key; others are left out, for an absent figure is an absent row
     * @param at when, by the clock of the machine; null where the journal does not tell, as those of older versions
     */
    record Measured(int attempt, long step, int epoch, SortedMap<String, Double> values, Instant at)
            implements TrialEvent {
        public Measured {
            SortedMap<String, Double> finite = new TreeMap<>(values);
            finite.values().removeIf(value -> !Double.isFinite(value));
            values = Collections.unmodifiableSortedMap(finite);
        }

        /** Whether these are means of a whole epoch, and not figures of a step on the way. */
        public boolean isOfEpoch() {
            return values.containsKey("loss");
        }

        public Measured(int attempt, long step, int epoch, Map<String, Double> values) {
            this(attempt, step, epoch, new TreeMap<>(values), null);
        }
    }

    /** A protocol was scored. */
    record Scored(int attempt, ProtocolOutcome outcome) implements TrialEvent {}

    /**
     * The attempt is over.
     *
     * @param state how it ended; neither planned nor running
     * @param reason why, one line; empty when it is done
     * @param seconds wall-clock time of the attempt by a clock that never goes back
     * @param at by the clock of the machine
     */
    record Ended(int attempt, TrialState state, String reason, double seconds, Instant at) implements TrialEvent {
        public Ended {
            if (state == TrialState.PLANNED || state == TrialState.RUNNING) {
                throw new IllegalArgumentException("an attempt cannot end as " + state.label());
            }
        }
    }
}
