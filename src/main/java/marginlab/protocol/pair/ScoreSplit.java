package marginlab.protocol.pair;

import java.util.Arrays;

/**
 * Scores of some pairs, by kind, rising.
 *
 * @param genuine pairs of one person
 * @param impostor pairs of two
 */
public record ScoreSplit(double[] genuine, double[] impostor) {

    static ScoreSplit all(double[] scores, boolean[] same) {
        return of(scores, same, 0, 0, false);
    }

    /** The pairs of one fold. */
    static ScoreSplit only(double[] scores, boolean[] same, Folds folds, int fold) {
        return of(scores, same, folds.start(fold), folds.start(fold + 1), true);
    }

    /** The pairs of all folds but one. */
    static ScoreSplit without(double[] scores, boolean[] same, Folds folds, int fold) {
        return of(scores, same, folds.start(fold), folds.start(fold + 1), false);
    }

    private static ScoreSplit of(double[] scores, boolean[] same, int from, int to, boolean inside) {
        double[] genuine = new double[scores.length];
        double[] impostor = new double[scores.length];
        int g = 0;
        int n = 0;
        for (int i = 0; i < scores.length; i++) {
            if ((i >= from && i < to) == inside) {
                if (same[i]) {
                    genuine[g++] = scores[i];
                } else {
                    impostor[n++] = scores[i];
                }
            }
        }
        ScoreSplit split = new ScoreSplit(Arrays.copyOf(genuine, g), Arrays.copyOf(impostor, n));
        Arrays.sort(split.genuine);
        Arrays.sort(split.impostor);
        return split;
    }

    double lowest() {
        return Math.min(
                genuine.length == 0 ? Double.POSITIVE_INFINITY : genuine[0],
                impostor.length == 0 ? Double.POSITIVE_INFINITY : impostor[0]);
    }

    double highest() {
        return Math.max(
                genuine.length == 0 ? Double.NEGATIVE_INFINITY : genuine[genuine.length - 1],
                impostor.length == 0 ? Double.NEGATIVE_INFINITY : impostor[impostor.length - 1]);
    }

    /** Right decisions when a pair on the threshold is wrong either way. */
    int right(double threshold) {
        return above(genuine, threshold) + below(impostor, threshold);
    }

    /** How many of some rising scores are greater than a threshold. */
    static int above(double[] rising, double threshold) {
        int low = 0;
        int high = rising.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rising[middle] > threshold) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return rising.length - low;
    }

    private static int below(double[] rising, double threshold) {
        return rising.length - above(rising, Math.nextDown(threshold));
    }
}
