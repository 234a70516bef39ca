package marginlab.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import marginlab.protocol.embedding.DecidedOutcome;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.PairScores;

/**
 * What a protocol said of a set, and what it decided of each pair or probe.
 *
 * @param outcome its figures
 * @param decisions by the figure that is the share of them: of each pair or probe whether it was decided rightly, in an order
 *     that depends on the set alone
 * @param scores of each pair, where the protocol compares a list of pairs that is kept
 */
public record ProtocolResult(ProtocolOutcome outcome, Map<String, boolean[]> decisions, Optional<PairScores> scores) {
    public ProtocolResult {
        decisions = Map.copyOf(decisions);
    }

    /** Figures alone. */
    static ProtocolResult of(ProtocolOutcome outcome) {
        return new ProtocolResult(outcome, Map.of(), Optional.empty());
    }

    /** Figures, and decisions of each pair or probe. */
    static ProtocolResult of(ProtocolOutcome outcome, Map<String, boolean[]> decisions) {
        return new ProtocolResult(outcome, decisions, Optional.empty());
    }

    static ProtocolResult of(DecidedOutcome decided) {
        return of(decided.outcome(), decided.decisions());
    }

    /** Figures, and the scores that tell every decision. */
    static ProtocolResult of(ProtocolOutcome outcome, PairScores scores) {
        return new ProtocolResult(outcome, Map.of(), Optional.of(scores));
    }

    /** The same with another outcome. */
    public ProtocolResult with(UnaryOperator<ProtocolOutcome> change) {
        return new ProtocolResult(change.apply(outcome), decisions, scores);
    }
}
