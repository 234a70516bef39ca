package marginlab.protocol.embedding;

import java.util.Map;

/**
 * An outcome with what was decided of each pair or probe.
 *
 * @param decisions by the figure that is the share of them, in an order that depends on the set alone
 */
public record DecidedOutcome(ProtocolOutcome outcome, Map<String, boolean[]> decisions) {
    public DecidedOutcome {
        decisions = Map.copyOf(decisions);
    }
}
