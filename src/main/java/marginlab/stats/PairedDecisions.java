package marginlab.stats;

import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The decisions of two rows on the same face pairs, over common seeds.
 *
 * <p>A pair's difference is how much more often ours is right on it than theirs, a mean over the seeds. The interval takes
 * pairs for the sample and the seeds as given: {@code mean +- z s / sqrt(N)}. The test asks how often the mean would be as
 * far from zero if each pair's difference had either sign with equal chance, over all signs, exactly; for one seed it is
 * McNemar's.
 *
 * @param pairs N
 * @param wins pairs on which ours is right more often
 * @param losses pairs on which theirs is
 * @param mean of the differences: the difference of the accuracies
 * @param deviation of the differences
 * @param p two-sided, of the exact test over signs
 */
public record PairedDecisions(int pairs, int wins, int losses, double mean, double deviation, double p) {

    /**
     * Compares decisions.
     *
     * @param ours whether each pair was decided rightly, one array a seed
     * @param theirs the same pairs and seeds of the other row
     */
    public static PairedDecisions of(List<boolean[]> ours, List<boolean[]> theirs) {
        int seeds = ours.size();
        int pairs = ours.get(0).length;
        check(ours, theirs, pairs);
        int wins = 0;
        int losses = 0;
        int[] frequency = new int[seeds + 1];
        long sum = 0;
        long squares = 0;
        for (int pair = 0; pair < pairs; pair++) {
            int difference = 0;
            for (int seed = 0; seed < seeds; seed++) {
                difference += (ours.get(seed)[pair] ? 1 : 0) - (theirs.get(seed)[pair] ? 1 : 0);
            }
            wins += difference > 0 ? 1 : 0;
            losses += difference < 0 ? 1 : 0;
            frequency[Math.abs(difference)]++;
            sum += difference;
            squares += (long) difference * difference;
        }
        double mean = (double) sum / pairs;
        double variance = pairs < 2 ? 0 : (squares - pairs * mean * mean) / (pairs - 1);
        double deviation = Math.sqrt(Math.max(0, variance)) / seeds;
        return new PairedDecisions(
                pairs, wins, losses, mean / seeds, deviation, SignFlipTest.p(frequency, Math.abs(sum)));
    }

    public Interval interval(double confidence) {
        double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.5 + confidence / 2);
        double half = z * deviation / Math.sqrt(pairs);
        return new Interval(mean - half, mean + half);
    }

    private static void check(List<boolean[]> ours, List<boolean[]> theirs, int pairs) {
        boolean equal = ours.size() == theirs.size()
                && ours.stream().allMatch(decisions -> decisions.length == pairs)
                && theirs.stream().allMatch(decisions -> decisions.length == pairs);
        if (!equal || pairs == 0) {
            throw new IllegalArgumentException("decisions are on the same pairs, at least one, for the same seeds");
        }
    }
}
