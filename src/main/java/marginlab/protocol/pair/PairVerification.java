package marginlab.protocol.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.ProtocolOutcome;

/** Pairs verified under any {@link PairVariant}: one set of embeddings, as many figures as there are rules, each named. */
public final class PairVerification {
    private PairVerification() {}

    /** The outcome of a set under a variant; null is the reference's on what is there, mirrored images or none. */
    public static ProtocolOutcome score(String set, PairEmbeddings embeddings, PairVariant variant) {
        if (variant == null) {
            return TenFoldVerification.score(set, embeddings).outcome();
        }
        if (variant.fusion() != FlipFusion.NONE && !embeddings.hasFlip()) {
            throw new ProblemException(new Problem(
                    variant.label(),
                    "no mirrored embeddings",
                    "those too, for " + variant.fusion().label(),
                    "give them, or say no-flip"));
        }
        if (variant.equals(PairVariant.of(variant.fusion()))) {
            PairScores scores = embeddings.scores(variant.fusion());
            return TenFoldVerification.outcome(set, variant.label(), scores, embeddings.meanNorm());
        }
        Folds folds = new Folds(embeddings.pairs(), TenFoldVerification.FOLDS);
        Optional<String> oneKind = TenFoldVerification.oneKind(embeddings.same());
        if (oneKind.isPresent()) {
            SortedMap<String, Double> norm = new TreeMap<>(Map.of("xnorm", embeddings.meanNorm()));
            return new ProtocolOutcome(set, variant.label(), norm, List.of(), List.of(oneKind.get()));
        }
        SortedMap<String, Double> metrics = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        metrics.put("xnorm", embeddings.meanNorm());
        if (variant.rule().holdsOut()) {
            notes.addAll(folds.notes(embeddings.same()));
        }
        boolean isFitted = variant.rule().centres() || variant.pca() > 0;
        if (isFitted) {
            notes.add("no auc, eer, tar@far, val@far: each fold compares in a space of its own, fitted on the others");
        } else {
            notes.add("no val@far: insightface's rules alone have it");
        }
        List<Double> each = isFitted
                ? judgeFitted(embeddings, variant, folds, metrics)
                : judge(embeddings, variant, folds, metrics, notes);
        return new ProtocolOutcome(set, variant.label(), metrics, each, notes);
    }

    private static List<Double> judge(
            PairEmbeddings embeddings,
            PairVariant variant,
            Folds folds,
            SortedMap<String, Double> metrics,
            List<String> notes) {
        boolean[] same = embeddings.same();
        double[] scores = scores(embeddings.fused(variant.fusion(), true), variant.measure());
        RocCurve.of(scores, same).report(metrics, notes);
        if (!variant.rule().holdsOut()) {
            ThresholdRule.Judgement all = variant.rule().judge(scores, same, folds, 0, variant.measure());
            metrics.put(TenFoldVerification.ACCURACY, all.accuracy());
            metrics.put("threshold", variant.measure().own(all.threshold()));
            return List.of();
        }
        List<ThresholdRule.Judgement> judgements = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            judgements.add(variant.rule().judge(scores, same, folds, fold, variant.measure()));
        }
        return summarise(judgements, variant, metrics);
    }

    /** Features are moved into a space of the training folds, one a fold, before they are compared. */
    private static List<Double> judgeFitted(
            PairEmbeddings embeddings, PairVariant variant, Folds folds, SortedMap<String, Double> metrics) {
        double[][] rows = embeddings.fused(variant.fusion(), !variant.rule().centres());
        List<ThresholdRule.Judgement> judgements = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            FoldSpace space = FoldSpace.fit(rows, folds, fold, variant.pca());
            double[] scores = scores(space.move(rows), variant.measure());
            judgements.add(variant.rule().judge(scores, embeddings.same(), folds, fold, variant.measure()));
        }
        return summarise(judgements, variant, metrics);
    }

    private static List<Double> summarise(
            List<ThresholdRule.Judgement> judgements, PairVariant variant, SortedMap<String, Double> metrics) {
        double[] accuracies = judgements.stream()
                .mapToDouble(ThresholdRule.Judgement::accuracy)
                .toArray();
        double[] thresholds = judgements.stream()
                .mapToDouble(one -> variant.measure().own(one.threshold()))
                .toArray();
        metrics.put(TenFoldVerification.ACCURACY, PairwiseSum.mean(accuracies));
        metrics.put(variant.spread().metric(), variant.spread().of(accuracies));
        metrics.put("threshold", PairwiseSum.mean(thresholds));
        return judgements.stream().map(ThresholdRule.Judgement::accuracy).toList();
    }

    private static double[] scores(double[][] rows, SimilarityMeasure measure) {
        return IntStream.range(0, rows.length / 2)
                .parallel()
                .mapToDouble(
                        pair -> measure.alike(rows[2 * pair], rows[2 * pair + 1], new double[rows[2 * pair].length]))
                .toArray();
    }
}
