package marginlab.report.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import marginlab.report.table.BaselineComparison;
import marginlab.report.table.BaselineComparison.PeopleTest;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.WilcoxonTest;

/** A comparison with the baseline as JSON; differences are fractions, ours minus the baseline's. */
record JsonComparison(
        String objective,
        Map<String, String> settings,
        String against,
        List<String> otherSettings,
        String set,
        int n,
        double difference,
        double freedom,
        Optional<List<Double>> interval95,
        OptionalDouble p,
        OptionalDouble pAdjusted,
        OptionalDouble pAlone,
        OptionalDouble pWilcoxon,
        double smallestWilcoxon,
        OptionalDouble detectable80,
        Optional<Integer> seedsNeeded,
        Optional<Pairs> pairs,
        Optional<List<Double>> newPeople95,
        String finding) {

    /** The decisions on the same face pairs. */
    record Pairs(
            long n,
            long wins,
            long losses,
            double difference,
            List<Double> interval95,
            double p,
            Optional<List<Double>> people95) {
        private static Pairs of(PairedDecisions pairs, BaselineComparison comparison) {
            return new Pairs(
                    pairs.pairs(),
                    pairs.wins(),
                    pairs.losses(),
                    pairs.mean(),
                    pairs.interval(Interval.CONFIDENCE).ends(),
                    pairs.p(),
                    comparison.people().map(people -> people.theseTrainings().ends()));
        }
    }

    static JsonComparison of(BaselineComparison comparison) {
        double[] differences = comparison.seeds().differences().samples().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        return new JsonComparison(
                comparison.row().objective(),
                comparison.row().factors(),
                comparison.against().label(),
                comparison.row().differingFrom(comparison.against()),
                comparison.set(),
                comparison.seeds().n(),
                comparison.seeds().mean(),
                comparison.test().freedom(),
                comparison.test().interval().map(Interval::ends),
                comparison.test().p(),
                comparison.test().pAdjusted(),
                comparison.seeds().p(),
                WilcoxonTest.p(differences),
                WilcoxonTest.smallest(differences.length),
                comparison.test().detectable(),
                JsonVerdict.boxed(comparison.test().seedsNeeded()),
                comparison.pairs().map(pairs -> Pairs.of(pairs, comparison)),
                comparison.people().flatMap(PeopleTest::any).map(Interval::ends),
                comparison.verdict().label());
    }
}
