package marginlab.protocol.pair;

/**
 * How many pairs of each fold are accepted at each of T rising thresholds (a distance <em>below</em> it), from one pass
 * over the pairs.
 */
final class FoldCounts {
    private final double[] thresholds;
    private final int[][] genuine; // [folds + 1][T]: accepted pairs of one person; the last row is the sum
    private final int[][] impostor;
    private final int[] genuinePairs; // [folds + 1]
    private final int[] impostorPairs;

    /**
     * @param step thresholds are {@code i * step}, as NumPy's {@code arange} makes them
     * @param count T
     */
    FoldCounts(double[] distances, boolean[] same, Folds folds, double step, int count) {
        thresholds = new double[count];
        for (int i = 0; i < count; i++) {
            thresholds[i] = i * step;
        }
        int all = folds.count();
        genuine = new int[all + 1][count];
        impostor = new int[all + 1][count];
        genuinePairs = new int[all + 1];
        impostorPairs = new int[all + 1];
        for (int fold = 0; fold < all; fold++) {
            for (int pair = folds.start(fold); pair < folds.start(fold + 1); pair++) {
                int first = firstAbove(distances[pair], step);
                if (same[pair]) {
                    genuinePairs[fold]++;
                } else {
                    impostorPairs[fold]++;
                }
                if (first < count) {
                    (same[pair] ? genuine : impostor)[fold][first]++;
                }
            }
            genuinePairs[all] += genuinePairs[fold];
            impostorPairs[all] += impostorPairs[fold];
            accumulate(genuine[fold], genuine[all]);
            accumulate(impostor[fold], impostor[all]);
        }
    }

    /** Index of the first threshold that is greater than a distance. */
    private int firstAbove(double distance, double step) {
        int i = (int) Math.min(thresholds.length, Math.max(0, distance / step));
        while (i > 0 && thresholds[i - 1] > distance) {
            i--;
        }
        while (i < thresholds.length && thresholds[i] <= distance) {
            i++;
        }
        return i;
    }

    private static void accumulate(int[] counts, int[] total) {
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            counts[i] = sum;
            total[i] += sum;
        }
    }

    double threshold(int index) {
        return thresholds[index];
    }

    double[] thresholds() {
        return thresholds;
    }

    int genuinePairs(int fold) {
        return genuinePairs[fold];
    }

    int impostorPairs(int fold) {
        return impostorPairs[fold];
    }

    /** Of all folds but one. */
    int impostorPairsOutside(int heldOut) {
        return impostorPairs[impostorPairs.length - 1] - impostorPairs[heldOut];
    }

    /** Right decisions on a fold at a threshold. */
    int right(int fold, int threshold) {
        return genuine[fold][threshold] + impostorPairs[fold] - impostor[fold][threshold];
    }

    /** The first threshold with the most right decisions on all folds but one. */
    int best(int heldOut) {
        int all = genuine.length - 1;
        int best = 0;
        int most = -1;
        for (int i = 0; i < thresholds.length; i++) {
            int right = right(all, i) - right(heldOut, i);
            if (right > most) {
                most = right;
                best = i;
            }
        }
        return best;
    }

    /** False accept rate at a threshold on all folds but one; those folds must have an impostor pair. */
    double falseAcceptRate(int heldOut, int threshold) {
        int all = impostor.length - 1;
        double pairs = impostorPairsOutside(heldOut);
        return (impostor[all][threshold] - impostor[heldOut][threshold]) / pairs;
    }
}
