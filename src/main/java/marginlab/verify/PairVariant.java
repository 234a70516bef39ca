package marginlab.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

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
public record PairVariant(Fusion fusion, Rule rule, Measure measure, Spread spread, int pca) {
    /** insightface's evaluation. */
    public static final PairVariant REFERENCE = of(Fusion.SUM);

    /** FaceX-Zoo's evaluation, for any number of pairs. */
    public static final PairVariant FACEX_ZOO =
            new PairVariant(Fusion.NONE, Rule.FACEX_ZOO, Measure.COSINE, Spread.STANDARD_ERROR, 0);

    /** opensphere's. */
    public static final PairVariant OPENSPHERE =
            new PairVariant(Fusion.SUM, Rule.OPENSPHERE, Measure.COSINE, Spread.POPULATION, 0);

    /** Face_Pytorch's. */
    public static final PairVariant FACE_PYTORCH =
            new PairVariant(Fusion.CONCATENATION, Rule.FACE_PYTORCH, Measure.COSINE, Spread.POPULATION, 0);

    /** Rules of other projects, and the reference's without mirrored images: what a published figure may have been made by. */
    public static final List<PairVariant> OTHERS = List.of(of(Fusion.NONE), FACEX_ZOO, OPENSPHERE, FACE_PYTORCH);

    private static final String NAME = "ten-fold";
    private static final String PCA = "pca=";

    public PairVariant {
        if (pca < 0) {
            throw new IllegalArgumentException("pca=" + pca + ": components are at least 0");
        }
        if (pca > 0 && rule.centres()) {
            throw new IllegalArgumentException(rule.label() + " centres features itself and takes no pca");
        }
        if (rule.centres() && measure != Measure.COSINE) {
            throw new IllegalArgumentException(rule.label() + " scans cosines, not " + measure.label() + "s");
        }
    }

    /** The reference's rules with another fusion. */
    public static PairVariant of(Fusion fusion) {
        return new PairVariant(fusion, Rule.INSIGHTFACE, Measure.DISTANCE, Spread.POPULATION, 0);
    }

    /** Name and what differs from the reference, in one order; {@link #parse} reads it back. */
    public String label() {
        List<String> differs = Stream.of(
                        fusion == Fusion.SUM ? "" : fusion.label(),
                        rule == Rule.INSIGHTFACE ? "" : rule.label(),
                        measure == Measure.DISTANCE ? "" : measure.label(),
                        spread == Spread.POPULATION ? "" : spread.label(),
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
                    "protocol variant", label, NAME + " or " + NAME + "(...)", "for example " + FACEX_ZOO.label()));
        }
        List<String> parts = new ArrayList<>();
        for (String part : text.substring(NAME.length() + 1, text.length() - 1).split(",")) {
            parts.add(part.strip());
        }
        int pca = takePca(parts);
        Fusion fusion = take(parts, Fusion.values(), Fusion::label, Fusion.SUM);
        Rule rule = take(parts, Rule.values(), Rule::label, Rule.INSIGHTFACE);
        Measure measure = take(parts, Measure.values(), Measure::label, Measure.DISTANCE);
        Spread spread = take(parts, Spread.values(), Spread::label, Spread.POPULATION);
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
                        Arrays.stream(Fusion.values()).map(Fusion::label),
                        Arrays.stream(Rule.values()).map(Rule::label),
                        Arrays.stream(Measure.values()).map(Measure::label),
                        Arrays.stream(Spread.values()).map(Spread::label),
                        Stream.of("pca=K"))
                .map(labels -> labels.collect(Collectors.joining(" | ")))
                .collect(Collectors.joining(", "));
    }
}
