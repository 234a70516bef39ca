package marginlab.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An interval that takes people for the sample, not face pairs: pairs that share a person are not independent.
 *
 * <p>Each replicate draws as many people as there are, with replacement. A pair counts as often as its person was drawn, an
 * impostor pair as often as the product of both. The interval runs between the percentiles of the weighted mean.
 */
public final class PeopleBootstrap {
    private final int[] first;
    private final int[] second;
    private final double[] values;
    private final int people;

    /**
     * @param first the person of each pair, from 0
     * @param second the other person; the same one for a genuine pair
     * @param values what is averaged, one a pair: a decision, or a difference of two
     */
    public PeopleBootstrap(int[] first, int[] second, double[] values) {
        if (first.length != values.length || second.length != values.length || values.length == 0) {
            throw new IllegalArgumentException("every pair has two people and a value, and there is at least one");
        }
        this.first = first.clone();
        this.second = second.clone();
        this.values = values.clone();
        this.people = 1
                + Math.max(
                        Arrays.stream(first).max().getAsInt(),
                        Arrays.stream(second).max().getAsInt());
    }

    /** The percentile interval of the mean; the same for the same seed. */
    public Interval interval(double confidence, int replicates, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[replicates];
        for (int i = 0; i < replicates; i++) {
            means[i] = mean(random);
        }
        Arrays.sort(means);
        int cut = (int) Math.floor((1 - confidence) / 2 * replicates);
        return new Interval(means[cut], means[replicates - 1 - cut]);
    }

    private double mean(SplittableRandom random) {
        double sum = 0;
        double weights = 0;
        while (weights == 0) {
            int[] drawn = new int[people];
            for (int i = 0; i < people; i++) {
                drawn[random.nextInt(people)]++;
            }
            for (int pair = 0; pair < values.length; pair++) {
                double weight =
                        first[pair] == second[pair] ? drawn[first[pair]] : drawn[first[pair]] * drawn[second[pair]];
                sum += weight * values[pair];
                weights += weight;
            }
        }
        return sum / weights;
    }
}
