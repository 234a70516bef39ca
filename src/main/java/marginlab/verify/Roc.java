package marginlab.verify;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The trade of true against false accepts over all thresholds, exact: no bins, no sampling. A pair is accepted when its
 * score is at least the threshold; high means alike.
 */
public final class Roc {
    private final double[] genuine; // rising
    private final double[] impostor; // rising

    /** Scores of pairs of one person, and of two. */
    public Roc(double[] genuine, double[] impostor) {
        this.genuine = sorted(genuine);
        this.impostor = sorted(impostor);
    }

    /** The curve of a list of pairs, with the negative distance as the score. */
    public static Roc of(PairScores pairs) {
        double[] distances = pairs.distances();
        boolean[] same = pairs.same();
        double[] genuine = new double[pairs.genuine()];
        double[] impostor = new double[distances.length - genuine.length];
        int g = 0;
        for (int i = 0; i < distances.length; i++) {
            if (same[i]) {
                genuine[g++] = -distances[i];
            } else {
                impostor[i - g] = -distances[i];
            }
        }
        return new Roc(genuine, impostor);
    }

    private static double[] sorted(double[] scores) {
        double[] copy = scores.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] += 0.0; // -0 and 0 are one score
        }
        Arrays.sort(copy);
        if (copy.length > 0 && Double.isNaN(copy[copy.length - 1])) {
            throw new IllegalArgumentException("a score is NaN");
        }
        return copy;
    }

    public int genuinePairs() {
        return genuine.length;
    }

    public int impostorPairs() {
        return impostor.length;
    }

    /**
     * Area under the curve: the probability that a genuine pair scores above an impostor pair, ties counting one half;
     * empty without pairs of both kinds.
     */
    public OptionalDouble auc() {
        if (!bothKinds()) {
            return OptionalDouble.empty();
        }
        double wins = 0;
        int below = 0;
        int notAbove = 0;
        for (double score : genuine) {
            while (below < impostor.length && impostor[below] < score) {
                below++;
            }
            while (notAbove < impostor.length && impostor[notAbove] <= score) {
                notAbove++;
            }
            wins += 0.5 * below + 0.5 * notAbove;
        }
        return OptionalDouble.of(wins / genuine.length / impostor.length);
    }

    /**
     * Equal error rate: where the false accept rate meets the false reject rate, on the straight line between the two
     * neighbouring points of the curve; empty without pairs of both kinds.
     */
    public OptionalDouble eer() {
        if (!bothKinds()) {
            return OptionalDouble.empty();
        }
        double far = 0;
        double frr = 1;
        int i = impostor.length;
        int g = genuine.length;
        while (true) {
            double score = Math.max(i > 0 ? impostor[i - 1] : -1.0 / 0, g > 0 ? genuine[g - 1] : -1.0 / 0);
            while (i > 0 && impostor[i - 1] == score) {
                i--;
            }
            while (g > 0 && genuine[g - 1] == score) {
                g--;
            }
            double nextFar = (double) (impostor.length - i) / impostor.length;
            double nextFrr = (double) g / genuine.length;
            if (nextFar >= nextFrr) {
                double along = (frr - far) / ((frr - far) + (nextFar - nextFrr));
                return OptionalDouble.of(far + along * (nextFar - far));
            }
            far = nextFar;
            frr = nextFrr;
        }
    }

    /**
     * True accept rate at the threshold with the largest false accept rate of at most the target; empty when the
     * impostors are too few to tell, fewer than one over the target, or when there is no genuine pair.
     */
    public OptionalDouble tarAtFar(double target) {
        if (!tells(target) || genuine.length == 0) {
            return OptionalDouble.empty();
        }
        int allowed = (int) Math.floor(target * impostor.length * (1 + 1e-12));
        if (allowed >= impostor.length) {
            return OptionalDouble.of(1);
        }
        double refused = impostor[impostor.length - 1 - allowed];
        int rejected = Arrays.binarySearch(genuine, Math.nextUp(refused));
        rejected = rejected < 0 ? -rejected - 1 : rejected;
        while (rejected > 0 && genuine[rejected - 1] > refused) {
            rejected--;
        }
        return OptionalDouble.of((double) (genuine.length - rejected) / genuine.length);
    }

    /** Whether there are enough impostors for a rate: at least one over it. */
    public boolean tells(double rate) {
        return impostor.length * rate >= 1 - 1e-9;
    }

    private boolean bothKinds() {
        return genuine.length > 0 && impostor.length > 0;
    }
}
