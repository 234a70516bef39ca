package marginlab.run.rescore;

import java.util.List;
import java.util.stream.Stream;
import marginlab.protocol.pair.PairVariant;

/**
 * What pairs are scored by.
 *
 * @param variants of ten-fold verification
 * @param angles whether Intra2 and Inter2 of the paper's Table 3 are taken too
 */
public record PairRules(List<PairVariant> variants, boolean angles) {
    private static final String ANGLES = "angles";

    public PairRules {
        variants = List.copyOf(variants);
    }

    /** From labels, {@value #ANGLES} among them; those of the other projects where there are none. */
    public static PairRules parse(List<String> labels) {
        if (labels.isEmpty()) {
            return new PairRules(PairVariant.OTHERS, false);
        }
        return new PairRules(
                labels.stream()
                        .filter(label -> !label.equals(ANGLES))
                        .map(PairVariant::parse)
                        .distinct()
                        .toList(),
                labels.contains(ANGLES));
    }

    /** What {@link #parse} reads. */
    public List<String> labels() {
        return Stream.concat(variants.stream().map(PairVariant::label), angles ? Stream.of(ANGLES) : Stream.empty())
                .toList();
    }

    PairRules with(PairVariant first) {
        return new PairRules(
                Stream.concat(Stream.of(first), variants.stream()).distinct().toList(), angles);
    }
}
