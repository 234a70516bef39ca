package marginlab.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An interval that takes people for the sample, not face pairs: pairs that share a person are not independent.
 *
 * <p>Each replicate draws as many people as there are, with replacement. A pair counts as often as its person was drawn, an
 * impostor pair as often as the product of both. The interval runs between the percentiles of the weighted mean.
 *
 * <p>People are drawn once for all averages over the same pairs: the draws are most of the work, and few pairs differ between
 * two losses.
 */
public final class PeopleBootstrap {
    private final int[] first;
    private final int[] second;
    /** How often each replicate drew each person, {@code [replicates][people]}. */
    private final short[][] drawn;
    /** The weight of all pairs together in each replicate. */
    private final double[] weights;

    /**
     * Draws people; the same ones for the same seed.
     *
     * @param first the person of each pair, from 0
     * @param second the other person; the same one for a genuine pair
     */
    public PeopleBootstrap(int[] first, int[] second, int replicates, long seed) {
        if (first.length != second.length || first.length == 0) {
            throw new IllegalArgumentException("every pair has two people, and there is at least one pair");
        }
        this.first = first.clone();
        this.second = second.clone();
        int people = 1
                + Math.max(
                        Arrays.stream(first).max().getAsInt(),
                        Arrays.stream(second).max().getAsInt());
        drawn = new short[replicates][people];
        weights = new double[replicates];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < replicates; i++) {
            while (weights[i] == 0) {
                Arrays.fill(drawn[i], (short) 0);
                for (int draw = 0; draw < people; draw++) {
                    drawn[i][random.nextInt(people)]++;
                }
                for (int pair = 0; pair < first.length; pair++) {
                    weights[i] += weight(drawn[i], pair);
                }
            }
        }
    }

    /**
     * The percentile interval of a mean.
     *
     * @param values what is averaged, one a pair: a decision, or a difference of two
     */
    public Interval interval(double[] values, double confidence) {
        if (values.length != first.length) {
            throw new IllegalArgumentException(values.length + " values for " + first.length + " pairs");
        }
        int[] telling = IntStream.range(0, values.length)
                .filter(pair -> values[pair] != 0)
                .toArray();
        double[] means = new double[drawn.length];
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            for (int pair : telling) {
                sum += weight(drawn[i], pair) * values[pair];
            }
            means[i] = sum / weights[i];
        }
        Arrays.sort(means);
        int cut = (int) Math.floor((1 - confidence) / 2 * means.length);
        return new Interval(means[cut], means[means.length - 1 - cut]);
    }

    private double weight(short[] counts, int pair) {
        int one = counts[first[pair]];
        return first[pair] == second[pair] ? one : one * counts[second[pair]];
    }
}
