package marginlab.command;

import java.util.Optional;
import marginlab.protocol.Column;
import marginlab.verify.Outcome;

/** The headline of an outcome in a list of runs. */
final class ResultText {
    private ResultText() {}

    /** {@code 99.53}, {@code TAR@FAR=1e-4 93.20}; a dash where there is none. */
    static String headline(Outcome outcome) {
        return value(outcome)
                .map(value -> (isAccuracy(outcome)
                                ? ""
                                : Column.of(outcome).orElseThrow().metric().label() + " ")
                        + Output.percent(value))
                .orElse("-");
    }

    /** {@code lfw 99.53}, {@code ijb-c TAR@FAR=1e-4 93.20}; empty for what has no headline, such as angles. */
    static Optional<String> ofSet(Outcome outcome) {
        return value(outcome).map(value -> outcome.set() + " " + headline(outcome));
    }

    /** Whether the headline is an accuracy on pairs. */
    static boolean isAccuracy(Outcome outcome) {
        return Column.of(outcome).filter(Column::isAccuracy).isPresent();
    }

    private static Optional<Double> value(Outcome outcome) {
        return Column.of(outcome).flatMap(column -> column.metric().of(outcome));
    }
}
