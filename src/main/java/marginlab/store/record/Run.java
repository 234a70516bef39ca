package marginlab.store.record;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.plan.Trial;
import marginlab.protocol.embedding.ProtocolOutcome;

/**
 * One trial as it was run: its latest attempt with all that was recorded.
 *
 * @param trial what was asked for
 * @param state where it stands
 * @param reason why it ended so, one line; empty when it is done
 * @param attempt counts from 1
 * @param started when the attempt began
 * @param seconds wall-clock time of the attempt
 * @param provenance commit, versions, hardware, threads, by name
 * @param outcomes what the protocols said
 */
public record Run(
        Trial trial,
        TrialState state,
        String reason,
        int attempt,
        Instant started,
        double seconds,
        Map<String, String> provenance,
        List<ProtocolOutcome> outcomes) {
    /** Of the provenance: the process of a run that its coordinator watches. */
    public static final String PROCESS = "pid";

    public Run {
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        outcomes = List.copyOf(outcomes);
    }
}
