package marginlab.run.network;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import marginlab.random.CounterRandom;
import marginlab.stats.Interval;

/**
 * One form of the images against another on the same pairs, by {@value #RESAMPLES} resamples of the pairs, in each of which both
 * have the same pairs. Two things can be better, and they need not agree: how far apart pairs of one person and of two lie has
 * the power to tell forms apart that rank all but a few pairs alike, but the area under the curve is what the user will see.
 *
 * @param larger share of resamples in which the first has the larger area under the curve; of equals one half
 * @param further share of resamples in which it tells people further apart
 * @param difference the mean of how far apart the squared distances of a pair are
 */
record FormComparison(double larger, double further, double difference) {
    static final int RESAMPLES = 1000;
    /** Squared distances of unit embeddings are 0 to 4. */
    private static final double ALIKE = 0.01;
    /** With so few resamples on its side an area is no accident of the pairs: twice of what a test of one side takes. */
    private static final double AGAINST = 2 * (1 - Interval.CONFIDENCE);

    static FormComparison of(FormTrial one, FormTrial other) {
        Ranked ours = Ranked.of(one);
        Ranked theirs = Ranked.of(other);
        int pairs = one.scores().size();
        CounterRandom random = new CounterRandom(pairs);
        double larger = 0;
        double further = 0;
        for (int resample = 0; resample < RESAMPLES; resample++) {
            int[] counts = new int[pairs];
            for (int i = 0; i < pairs; i++) {
                counts[random.below(pairs)]++;
            }
            further += win(
                    FormTrial.separation(ours.distances(), ours.same(), counts),
                    FormTrial.separation(theirs.distances(), theirs.same(), counts));
            larger += win(ours.area(counts), theirs.area(counts));
        }
        double[] left = one.scores().distances();
        double[] right = other.scores().distances();
        double difference = IntStream.range(0, pairs)
                .mapToDouble(i -> Math.abs(left[i] - right[i]))
                .average()
                .orElse(0);
        return new FormComparison(larger / RESAMPLES, further / RESAMPLES, difference);
    }

    /** 1 of what is larger, 0 of what is smaller, one half of equals. */
    private static double win(double ours, double theirs) {
        return Double.compare(ours, theirs) / 2.0 + 0.5;
    }

    /** Whether it makes no difference which of them is taken. */
    boolean isEqual() {
        return difference < ALIKE;
    }

    /** How sure it is that the first is the better one: its distances say, unless the area under the curve speaks against them. */
    double sure() {
        return larger < AGAINST ? larger : further;
    }

    /** Whether the pairs are enough to say that the first is the better one. */
    boolean isDecided() {
        return sure() >= Interval.CONFIDENCE;
    }

    /**
     * Pairs with their places from the nearest to the farthest.
     *
     * @param order places, by rising distance
     */
    private record Ranked(double[] distances, boolean[] same, int[] order) {
        static Ranked of(FormTrial trial) {
            double[] distances = trial.scores().distances();
            int[] order = IntStream.range(0, distances.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> distances[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            return new Ranked(distances, trial.scores().same(), order);
        }

        /** The area under the curve where pair i is there {@code counts[i]} times; one half without pairs of both kinds. */
        double area(int[] counts) {
            double wins = 0;
            double genuine = 0;
            double impostor = 0;
            for (int first = 0, next; first < order.length; first = next) {
                double[] tied = new double[2];
                for (next = first; next < order.length && distances[order[next]] == distances[order[first]]; next++) {
                    tied[same[order[next]] ? 0 : 1] += counts[order[next]];
                }
                wins += tied[1] * (genuine + tied[0] / 2);
                genuine += tied[0];
                impostor += tied[1];
            }
            return genuine > 0 && impostor > 0 ? wins / (genuine * impostor) : 0.5;
        }
    }

    /** Of all pairs, each once. */
    static int[] once(int pairs) {
        int[] counts = new int[pairs];
        Arrays.fill(counts, 1);
        return counts;
    }
}
