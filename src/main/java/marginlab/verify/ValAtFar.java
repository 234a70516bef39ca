package marginlab.verify;

import java.util.List;
import java.util.SortedMap;

/** VAL (true accept rate) at a false accept rate by the reference's folds: the threshold from the others, the rate from each. */
final class ValAtFar {
    private final double[] distances;
    private final boolean[] same;
    private final Folds folds;
    private final FoldCounts counts;

    ValAtFar(double[] distances, boolean[] same, Folds folds) {
        this.distances = distances;
        this.same = same;
        this.folds = folds;
        counts = new FoldCounts(distances, same, folds, 0.001, 4000);
    }

    /**
     * Adds {@code val@far=T}, {@code val-std@far=T} and {@code far@far=T}, or a note where a fold lacks a kind of pair.
     *
     * @param target the rate as its name has it: {@code 1e-3}
     */
    void measure(String target, SortedMap<String, Double> metrics, List<String> notes) {
        for (int fold = 0; fold < folds.count(); fold++) {
            boolean genuine = counts.genuinePairs(fold) > 0;
            if (!genuine || counts.impostorPairs(fold) == 0) {
                notes.add("no val@far=" + target + ": fold " + (fold + 1) + " has no "
                        + (genuine ? "impostor" : "genuine") + " pair");
                return;
            }
        }
        double rate = Double.parseDouble(target);
        double[] val = new double[folds.count()];
        double[] far = new double[folds.count()];
        for (int fold = 0; fold < folds.count(); fold++) {
            int heldOut = fold;
            double threshold = FarCurve.threshold(i -> counts.falseAcceptRate(heldOut, i), counts.thresholds(), rate);
            judge(fold, threshold, val, far);
        }
        metrics.put("val@far=" + target, PairwiseSum.mean(val));
        metrics.put("val-std@far=" + target, PairwiseSum.deviation(val));
        metrics.put("far@far=" + target, PairwiseSum.mean(far));
    }

    private void judge(int fold, double threshold, double[] val, double[] far) {
        int trueAccepts = 0;
        int falseAccepts = 0;
        for (int pair = folds.start(fold); pair < folds.start(fold + 1); pair++) {
            if (distances[pair] < threshold) {
                trueAccepts += same[pair] ? 1 : 0;
                falseAccepts += same[pair] ? 0 : 1;
            }
        }
        val[fold] = (double) trueAccepts / counts.genuinePairs(fold);
        far[fold] = (double) falseAccepts / counts.impostorPairs(fold);
    }
}
