package marginlab.pipeline;

import java.util.List;
import java.util.stream.Stream;
import marginlab.verify.PairVariant;

/**
 * What pairs are scored by.
 *
 * @param variants of ten-fold verification
 * @param angles whether Intra2 and Inter2 of the paper's Table 3 are taken too
 */
public record Rules(List<PairVariant> variants, boolean angles) {
    private static final String ANGLES = "angles";

    public Rules {
        variants = List.copyOf(variants);
    }

    /** From labels, {@value #ANGLES} among them; those of the other projects where there are none. */
    public static Rules parse(List<String> labels) {
        if (labels.isEmpty()) {
            return new Rules(PairVariant.OTHERS, false);
        }
        return new Rules(
                labels.stream()
                        .filter(label -> !label.equals(ANGLES))
                        .map(PairVariant::parse)
                        .distinct()
                        .toList(),
                labels.contains(ANGLES));
    }

    Rules with(PairVariant first) {
        return new Rules(
                Stream.concat(Stream.of(first), variants.stream()).distinct().toList(), angles);
    }
}
