package marginlab.verify;

import java.util.Map;

/**
 * An outcome with what was decided of each pair or probe.
 *
 * @param decisions by the figure that is the share of them, in an order that depends on the set alone
 */
public record Decided(Outcome outcome, Map<String, boolean[]> decisions) {
    public Decided {
        decisions = Map.copyOf(decisions);
    }
}
