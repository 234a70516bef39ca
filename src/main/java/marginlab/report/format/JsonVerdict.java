package marginlab.report.format;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import marginlab.report.table.BaselineComparison;
import marginlab.report.table.Findings;
import marginlab.stats.Interval;
import marginlab.stats.Verdict;

/**
 * A verdict as JSON; differences are fractions, ours minus the baseline's.
 *
 * @param decidedWith of seeds in rounds, with how many the verdict was known first
 * @param newPeople the verdict where the people on the pairs are new too; absent where it is not known who is on them
 */
record JsonVerdict(
        String column,
        String row,
        String baseline,
        double difference,
        Optional<Double> low,
        Optional<Double> high,
        String verdict,
        OptionalDouble detectable,
        Optional<Integer> seedsNeeded,
        Optional<Integer> decidedWith,
        Optional<String> newPeople) {

    static JsonVerdict of(BaselineComparison comparison, Findings findings) {
        Optional<Interval> interval = comparison.test().interval();
        return new JsonVerdict(
                comparison.column().name(),
                comparison.row().label(),
                comparison.against().label(),
                comparison.seeds().mean(),
                interval.map(Interval::low),
                interval.map(Interval::high),
                comparison.verdict().label(),
                comparison.test().detectable(),
                boxed(comparison.test().seedsNeeded()),
                findings.rounds().flatMap(rounds -> boxed(rounds.decidedWith(comparison))),
                comparison.ofNewPeople().map(Verdict::label));
    }

    static Optional<Integer> boxed(OptionalInt some) {
        return some.isPresent() ? Optional.of(some.getAsInt()) : Optional.empty();
    }
}
