package marginlab.command.context;

import java.util.Optional;
import marginlab.protocol.ScoredColumn;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.report.table.AtChance;

/** The headline of an outcome in a list of runs. */
public final class HeadlineText {
    private HeadlineText() {}

    /** {@code 99.53}, {@code TAR@FAR=1e-4 93.20}; a dash where there is none. */
    public static String headline(ProtocolOutcome outcome) {
        return value(outcome)
                .map(value -> (isAccuracy(outcome)
                                ? ""
                                : ScoredColumn.of(outcome)
                                                .orElseThrow()
                                                .metric()
                                                .label() + " ")
                        + CommandOutput.percent(value)
                        + (isAtChance(outcome) ? " (chance)" : ""))
                .orElse("-");
    }

    /** {@code lfw 99.53}, {@code ijb-c TAR@FAR=1e-4 93.20}; empty for what has no headline, such as angles. */
    public static Optional<String> ofSet(ProtocolOutcome outcome) {
        return value(outcome).map(value -> outcome.set() + " " + headline(outcome));
    }

    /** Whether the headline is an accuracy on pairs. */
    public static boolean isAccuracy(ProtocolOutcome outcome) {
        return ScoredColumn.of(outcome).filter(ScoredColumn::isAccuracy).isPresent();
    }

    /** Whether the headline is an accuracy on pairs that a guess would reach. */
    public static boolean isAtChance(ProtocolOutcome outcome) {
        return isAccuracy(outcome) && value(outcome).filter(AtChance::is).isPresent();
    }

    private static Optional<Double> value(ProtocolOutcome outcome) {
        return ScoredColumn.of(outcome).flatMap(column -> column.metric().of(outcome));
    }
}
