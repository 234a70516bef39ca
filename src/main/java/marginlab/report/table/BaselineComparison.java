package marginlab.report.table;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import marginlab.protocol.ScoredColumn;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.PairedSeeds;
import marginlab.stats.Verdict;

/**
 * A row against the baseline in one column. Two questions are kept apart: what other trainings would find with these test people, and
 * what they would find with new ones.
 *
 * @param row the row
 * @param against the baseline's row
 * @param column the verification set, or the average over them, and the figure of it
 * @param seeds differences by common seed
 * @param test of the seeds, with the noise of both rows: these people, any seed
 * @param pairs decisions on the same face pairs; absent where runs left no scores
 * @param people what new people would change; absent where it is not known who is on the pairs
 * @param equalWithin the difference within which rows count as equal, a fraction
 */
public record BaselineComparison(
        TableRow row,
        TableRow against,
        ScoredColumn column,
        PairedSeeds seeds,
        SeedTest test,
        Optional<PairedDecisions> pairs,
        Optional<PeopleTest> people,
        double equalWithin) {

    /**
     * The comparison paired by seed, as one of all of the table.
     *
     * @param freedom degrees of freedom of the rows' noise
     * @param interval of the mean difference, at 95 % for all comparisons at once; absent where no row has two seeds
     * @param p two-sided, of this comparison alone
     * @param pAdjusted adjusted for all by Dunnett's distribution
     * @param detectable the true difference that would be found 4 times in 5, after the adjustment
     * @param seedsNeeded seeds a row with which equal rows would be shown to be so 4 times in 5, and a difference of that size found
     */
    public record SeedTest(
            double freedom,
            Optional<Interval> interval,
            OptionalDouble p,
            OptionalDouble pAdjusted,
            OptionalDouble detectable,
            OptionalInt seedsNeeded) {}

    /**
     * What the people on the pairs add.
     *
     * @param theseTrainings the interval at 95 % of the difference of these very trainings, where people are drawn anew
     * @param any the interval where people and seeds are, at 95 % for all comparisons at once; absent where no row has two seeds
     */
    public record PeopleTest(Interval theseTrainings, Optional<Interval> any) {}

    public String set() {
        return column.set();
    }

    /** What other trainings would find with these test people. */
    public Verdict verdict() {
        return test.interval().map(this::verdict).orElse(Verdict.UNDECIDED);
    }

    /** What other trainings would find with new people; absent where it is not known who is on the pairs. */
    public Optional<Verdict> ofNewPeople() {
        return people.flatMap(PeopleTest::any).map(this::verdict);
    }

    /** The interval of a difference as it counts: of a figure of errors the other way round. */
    private Verdict verdict(Interval interval) {
        Interval better = column.better(1) > 0 ? interval : new Interval(-interval.high(), -interval.low());
        return Verdict.of(better, equalWithin);
    }
}
