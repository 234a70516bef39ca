package marginlab.protocol;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginlab.file.npy.Npy;
import marginlab.problem.ProblemException;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairScores;
import marginlab.protocol.pair.PairVariant;
import marginlab.protocol.pair.TenFoldVerification;

/** Pairs that are judged in ten folds: accuracy, the scatter over the folds, and the curve of accepts. */
abstract class FoldedPairs implements Protocol {
    static final ProtocolMetric ACCURACY = ProtocolMetric.share(TenFoldVerification.ACCURACY, "accuracy");
    static final List<String> RATES = List.of("1e-1", "1e-2", "1e-3", "1e-4", "1e-5", "1e-6");
    private static final List<String> VAL_RATES = List.of("1e-3", "1e-2");
    /** Fewer are no ten folds. */
    private static final int FOLDS = 10;

    private static final List<ProtocolMetric> METRICS = metricsOfPairs();

    private static List<ProtocolMetric> metricsOfPairs() {
        List<ProtocolMetric> metrics = new ArrayList<>(List.of(
                ACCURACY,
                ProtocolMetric.share("auc", "AUC"),
                ProtocolMetric.errors("eer", "EER"),
                ProtocolMetric.scatter("std"),
                ProtocolMetric.scatter("standard-error")));
        ProtocolMetric.shares("tar@far", "TAR@FAR", RATES).forEach(metrics::add);
        ProtocolMetric.shares("val@far", "VAL@FAR", VAL_RATES).forEach(metrics::add);
        VAL_RATES.forEach(rate -> metrics.add(ProtocolMetric.scatter("val-std@far=" + rate)));
        VAL_RATES.forEach(rate -> metrics.add(ProtocolMetric.scatter("far@far=" + rate)));
        return List.copyOf(metrics);
    }

    @Override
    public final List<ProtocolMetric> metrics() {
        return METRICS;
    }

    @Override
    public final Embeds embeds() {
        return Embeds.PAIRS;
    }

    @Override
    public final boolean owns(String variant) {
        return isReference(variant) || variant.startsWith(PairVariant.REFERENCE.label() + "(");
    }

    @Override
    public final boolean isReference(String variant) {
        return variant.equals(PairVariant.REFERENCE.label());
    }

    @Override
    public ProtocolResult score(SetEmbeddings set, MatrixProducts products) {
        PairEmbeddings pairs =
                new PairEmbeddings(Npy.floatRows(set.plain()), Npy.floatRows(set.flipped()), Npy.booleans(set.same()));
        TenFoldVerification.TenFoldResult result = TenFoldVerification.score(set.name(), pairs);
        return ProtocolResult.of(result.outcome(), result.scores());
    }

    /** Of the accuracy, from the scores of the pairs. */
    @Override
    public Optional<boolean[]> decisions(Path scores, String set, ProtocolMetric metric) {
        return metric.equals(ACCURACY) ? scores(scores, set).map(TenFoldVerification::right) : Optional.empty();
    }

    /** What each pair scored; empty where that is gone, cut short or too little for ten folds. */
    static Optional<PairScores> scores(Path folder, String set) {
        try {
            Optional<Path> distances = Protocol.kept(folder, set + ".npy");
            Optional<Path> same = Protocol.kept(folder, set + "-same.npy");
            return distances.isEmpty() || same.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PairScores(Npy.doubles(distances.get()), Npy.booleans(same.get())))
                            .filter(pairs -> pairs.size() >= FOLDS);
        } catch (ProblemException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The rules of a label; null, which is the reference's, where none is given. */
    static PairVariant rules(GivenArguments given) {
        String label = given.word("rules");
        return label == null ? null : PairVariant.parse(label);
    }
}
