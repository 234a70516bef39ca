package marginlab.protocol.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.protocol.embedding.ProtocolOutcome;

/**
 * Pair verification over contiguous folds, to the last digit of insightface's evaluation.
 *
 * <p>A pair is accepted when its squared distance is below a threshold. Each fold is judged at the threshold, out of
 * {@code i * 0.01}, i &lt; 400, that is right most often on the other folds (the lowest of equals). Reported are the mean
 * and the population standard deviation over the folds. VAL at a FAR: on the other folds the threshold, out of
 * {@code i * 0.001}, i &lt; 4000, is interpolated to the rate ({@link FarCurve}); VAL and FAR are measured on the fold
 * itself.
 */
public final class TenFoldVerification {
    /** The figure of the pairs that are judged rightly. */
    public static final String ACCURACY = "accuracy";

    static final int FOLDS = 10;

    private TenFoldVerification() {}

    /** The outcome with the scores it came from. */
    public record TenFoldResult(ProtocolOutcome outcome, PairScores scores) {}

    /** The reference's figures of a set: plain and mirrored embeddings summed, or the plain ones when there are no others. */
    public static TenFoldResult score(String set, PairEmbeddings embeddings) {
        PairVariant variant = PairVariant.of(embeddings.defaultFusion());
        PairScores scores = embeddings.scores(variant.fusion());
        return new TenFoldResult(outcome(set, variant.label(), scores, embeddings.meanNorm()), scores);
    }

    /** Whether each pair is decided rightly, at the threshold that the other folds chose. */
    public static boolean[] right(PairScores scores) {
        Folds folds = new Folds(scores.size(), FOLDS);
        double[] distances = scores.distances();
        boolean[] same = scores.same();
        FoldCounts counts = new FoldCounts(distances, same, folds, 0.01, 400);
        boolean[] right = new boolean[scores.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            double threshold = counts.threshold(counts.best(fold));
            for (int pair = folds.start(fold); pair < folds.start(fold + 1); pair++) {
                right[pair] = distances[pair] < threshold == same[pair];
            }
        }
        return right;
    }

    /** The figures of scored pairs in ten folds, given the mean norm of the raw embeddings. */
    public static ProtocolOutcome outcome(String set, String variant, PairScores scores, double meanNorm) {
        Folds folds = new Folds(scores.size(), FOLDS);
        double[] distances = scores.distances();
        boolean[] same = scores.same();
        SortedMap<String, Double> metrics = new TreeMap<>();
        Optional<String> oneKind = oneKind(same);
        if (oneKind.isPresent()) {
            metrics.put("xnorm", meanNorm);
            return new ProtocolOutcome(set, variant, metrics, List.of(), List.of(oneKind.get()));
        }
        List<String> notes = folds.notes(same);
        FoldCounts counts = counts(distances, same, folds);
        double[] accuracies = new double[FOLDS];
        double[] thresholds = new double[FOLDS];
        for (int fold = 0; fold < FOLDS; fold++) {
            int best = counts.best(fold);
            thresholds[fold] = counts.threshold(best);
            accuracies[fold] = (double) counts.right(fold, best) / folds.size(fold);
        }
        metrics.put(ACCURACY, PairwiseSum.mean(accuracies));
        metrics.put("std", PairwiseSum.deviation(accuracies));
        metrics.put("threshold", PairwiseSum.mean(thresholds));
        metrics.put("xnorm", meanNorm);
        ValAtFar val = new ValAtFar(distances, same, folds);
        val.measure("1e-3", metrics, notes);
        val.measure("1e-2", metrics, notes);
        RocCurve.of(scores).report(metrics, notes);
        List<Double> each = new ArrayList<>();
        for (double accuracy : accuracies) {
            each.add(accuracy);
        }
        return new ProtocolOutcome(set, variant, metrics, each, notes);
    }

    /** Why there is no accuracy of pairs that are all genuine or all impostors. */
    static Optional<String> oneKind(boolean[] same) {
        int genuine = 0;
        for (boolean one : same) {
            genuine += one ? 1 : 0;
        }
        if (genuine > 0 && genuine < same.length) {
            return Optional.empty();
        }
        return Optional.of("no accuracy, val@far, tar@far, auc, eer: all " + same.length + " pairs are "
                + (genuine == 0 ? "of two people" : "of one person")
                + ", so whoever " + (genuine == 0 ? "refuses" : "accepts") + " everything is right");
    }

    /** Decisions at the 400 thresholds of the protocol. */
    static FoldCounts counts(double[] distances, boolean[] same, Folds folds) {
        return new FoldCounts(distances, same, folds, 0.01, 400);
    }
}
