package marginlab.protocol.pair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * The rules by which pairs are verified. The same embeddings give different figures under different rules, so the rules are
 * the figure's name: {@code ten-fold} is the reference's, {@code ten-fold(no-flip, FaceX-Zoo, cosine, standard-error)}
 * names what differs from it.
 *
 * @param fusion what becomes of the mirrored image
 * @param rule how thresholds are chosen
 * @param measure what is compared with them
 * @param spread how the scatter over the folds is told
 * @param pca principal components that are kept, fitted on the training folds; 0 for all, without fitting
 */
public record PairVariant(
        FlipFusion fusion, ThresholdRule rule, SimilarityMeasure measure, FoldSpread spread, int pca) {
    /** insightface's evaluation. */
    public static final PairVariant REFERENCE = of(FlipFusion.SUM);

    /** FaceX-Zoo's evaluation, for any number of pairs. */
    public static final PairVariant FACEX_ZOO = new PairVariant(
            FlipFusion.NONE, ThresholdRule.FACEX_ZOO, SimilarityMeasure.COSINE, FoldSpread.STANDARD_ERROR, 0);

    /** opensphere's. */
    public static final PairVariant OPENSPHERE = new PairVariant(
            FlipFusion.SUM, ThresholdRule.OPENSPHERE, SimilarityMeasure.COSINE, FoldSpread.POPULATION, 0);

    /** Face_Pytorch's. */
    public static final PairVariant FACE_PYTORCH = new PairVariant(
            FlipFusion.CONCATENATION, ThresholdRule.FACE_PYTORCH, SimilarityMeasure.COSINE, FoldSpread.POPULATION, 0);

    /** Rules of other projects, and the reference's without mirrored images: what a published figure may have been made by. */
    public static final List<PairVariant> OTHERS = List.of(of(FlipFusion.NONE), FACEX_ZOO, OPENSPHERE, FACE_PYTORCH);

    private static final String NAME = "ten-fold";
    private static final String PCA = "pca=";

    public PairVariant {
        if (pca < 0) {
            throw new IllegalArgumentException("pca=" + pca + ": components are at least 0");
        }
        if (pca > 0 && rule.centres()) {
            throw new IllegalArgumentException(rule.label() + " centres features itself and takes no pca");
        }
        if (rule.centres() && measure != SimilarityMeasure.COSINE) {
            throw new IllegalArgumentException(rule.label() + " scans cosines, not " + measure.label() + "s");
        }
    }

    /** The reference's rules with another fusion. */
    public static PairVariant of(FlipFusion fusion) {
        return new PairVariant(fusion, ThresholdRule.INSIGHTFACE, SimilarityMeasure.DISTANCE, FoldSpread.POPULATION, 0);
    }

    /** Name and what differs from the reference, in one order; {@link #parse} reads it back. */
    public String label() {
        List<String> differs = Stream.of(
                        fusion == FlipFusion.SUM ? "" : fusion.label(),
                        rule == ThresholdRule.INSIGHTFACE ? "" : rule.label(),
                        measure == SimilarityMeasure.DISTANCE ? "" : measure.label(),
                        spread == FoldSpread.POPULATION ? "" : spread.label(),
                        pca == 0 ? "" : PCA + pca)
                .filter(part -> !part.isEmpty())
                .toList();
        return differs.isEmpty() ? NAME : NAME + "(" + String.join(", ", differs) + ")";
    }

    /** Reads a label; parts may come in any order. */
    public static PairVariant parse(String label) {
        String text = label.strip();
        if (text.equals(NAME)) {
            return REFERENCE;
        }
        if (!text.startsWith(NAME + "(") || !text.endsWith(")")) {
            throw new ProblemException(new Problem(
                    "protocol variant", label, NAME + " or " + NAME + "(...)", "For example " + FACEX_ZOO.label()));
        }
        List<String> parts = new ArrayList<>();
        for (String part : text.substring(NAME.length() + 1, text.length() - 1).split(",")) {
            parts.add(part.strip());
        }
        int pca = takePca(parts);
        FlipFusion fusion = take(parts, FlipFusion.values(), FlipFusion::label, FlipFusion.SUM);
        ThresholdRule rule = take(parts, ThresholdRule.values(), ThresholdRule::label, ThresholdRule.INSIGHTFACE);
        SimilarityMeasure measure =
                take(parts, SimilarityMeasure.values(), SimilarityMeasure::label, SimilarityMeasure.DISTANCE);
        FoldSpread spread = take(parts, FoldSpread.values(), FoldSpread::label, FoldSpread.POPULATION);
        if (!parts.isEmpty()) {
            throw new ProblemException(new Problem(
                    "protocol variant " + label, String.join(", ", parts), "at most one each of " + vocabulary()));
        }
        try {
            return new PairVariant(fusion, rule, measure, spread, pca);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem("protocol variant", label, e.getMessage()), e);
        }
    }

    private static int takePca(List<String> parts) {
        for (String part : parts) {
            if (part.matches(PCA + "[1-9][0-9]{0,5}")) {
                parts.remove(part);
                return Integer.parseInt(part.substring(PCA.length()));
            }
        }
        return 0;
    }

    /** Removes the first part that names one of the values, and returns that value. */
    private static <T> T take(List<String> parts, T[] values, Function<T, String> name, T otherwise) {
        for (T value : values) {
            if (parts.remove(name.apply(value))) {
                return value;
            }
        }
        return otherwise;
    }

    private static String vocabulary() {
        return Stream.of(
                        Arrays.stream(FlipFusion.values()).map(FlipFusion::label),
                        Arrays.stream(ThresholdRule.values()).map(ThresholdRule::label),
                        Arrays.stream(SimilarityMeasure.values()).map(SimilarityMeasure::label),
                        Arrays.stream(FoldSpread.values()).map(FoldSpread::label),
                        Stream.of("pca=K"))
                .map(labels -> labels.collect(Collectors.joining(" | ")))
                .collect(Collectors.joining(", "));
    }
}
