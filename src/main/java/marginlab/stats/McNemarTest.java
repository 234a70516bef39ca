package marginlab.stats;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * McNemar's test, exact: of the pairs on which two rows disagree, each is as likely to win as the other.
 *
 * <p>{@code p = min(1, 2 P(X <= min(wins, losses)))}, X binomial with {@code wins + losses} draws of 1/2.
 */
public final class McNemarTest {
    private McNemarTest() {}

    /** The two-sided p-value; 1 where they never disagree. */
    public static double p(int wins, int losses) {
        int disagreements = wins + losses;
        if (disagreements == 0) {
            return 1;
        }
        BinomialDistribution even = new BinomialDistribution(null, disagreements, 0.5);
        return Math.min(1, 2 * even.cumulativeProbability(Math.min(wins, losses)));
    }
}
