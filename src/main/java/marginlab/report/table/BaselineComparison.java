package marginlab.report.table;

import java.util.Optional;
import java.util.OptionalDouble;
import marginlab.protocol.ScoredColumn;
import marginlab.stats.Interval;
import marginlab.stats.PairedDecisions;
import marginlab.stats.PairedSeeds;

/**
 * A row against the baseline on one verification set.
 *
 * @param row the row
 * @param against the baseline's row
 * @param column the verification set, and the figure of it
 * @param seeds differences by common seed
 * @param pairs decisions on the same face pairs; absent where runs left no scores
 * @param people interval of the difference of decisions at 95 % that takes people for the sample and not pairs; absent where
 *     it is not known who is on the pairs
 * @param test of the seeds, with the noise of both rows
 * @param pSeeds its p-value, Holm-adjusted over the table; absent where seeds are too few for a test
 * @param pPairs of the test of the decisions, Holm-adjusted over the table; absent without decisions
 */
public record BaselineComparison(
        TableRow row,
        TableRow against,
        ScoredColumn column,
        PairedSeeds seeds,
        Optional<PairedDecisions> pairs,
        Optional<Interval> people,
        SeedTest test,
        OptionalDouble pSeeds,
        OptionalDouble pPairs) {

    /**
     * The t-test paired by seed.
     *
     * @param freedom degrees of freedom of the rows' noise
     * @param interval of the mean difference at 95 %; absent where no row has two seeds
     * @param p two-sided, not adjusted
     * @param detectable the true difference that this test, not adjusted, would find 4 times in 5
     */
    public record SeedTest(double freedom, Optional<Interval> interval, OptionalDouble p, OptionalDouble detectable) {}

    /** Which way a difference goes, with its sign and its class name on the page. */
    public enum Direction {
        UP("▲ ", "better"),
        DOWN("▼ ", "worse"),
        NONE("", "unsure");

        private final String sign;
        private final String kind;

        Direction(String sign, String kind) {
            this.sign = sign;
            this.kind = kind;
        }

        public String sign() {
            return sign;
        }

        public String kind() {
            return kind;
        }
    }

    /** What can be said of a difference. */
    public enum Finding {
        BETTER("better", Direction.UP),
        WORSE("worse", Direction.DOWN),
        BETTER_HERE("better with these seeds", Direction.UP),
        WORSE_HERE("worse with these seeds", Direction.DOWN),
        TOO_SMALL("n too small to tell", Direction.NONE),
        NOT_TOLD_APART("not told apart", Direction.NONE);

        private final String label;
        private final Direction direction;

        Finding(String label, Direction direction) {
            this.label = label;
            this.direction = direction;
        }

        public Direction direction() {
            return direction;
        }

        public String label() {
            return label;
        }
    }

    /** Below it an exact test by ranks cannot reach 5 %. */
    private static final int ENOUGH = 6;

    public String set() {
        return column.set();
    }

    public Finding finding() {
        if (pSeeds.isPresent() && pSeeds.getAsDouble() < BestGroup.SIGNIFICANT) {
            return column.better(seeds.mean()) > 0 ? Finding.BETTER : Finding.WORSE;
        }
        if (pPairs.isPresent() && pPairs.getAsDouble() < BestGroup.SIGNIFICANT) {
            return pairs.orElseThrow().mean() > 0 ? Finding.BETTER_HERE : Finding.WORSE_HERE;
        }
        return seeds.n() < ENOUGH ? Finding.TOO_SMALL : Finding.NOT_TOLD_APART;
    }

    BaselineComparison adjusted(OptionalDouble bySeeds, OptionalDouble byPairs) {
        return new BaselineComparison(row, against, column, seeds, pairs, people, test, bySeeds, byPairs);
    }
}
