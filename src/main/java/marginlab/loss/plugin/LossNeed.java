package marginlab.loss.plugin;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.loss.margin.LossFactor;

/** What a loss of a jar asks of the batch, and which settings of an experiment change it. */
public enum LossNeed {
    /** Class centres. */
    CENTRES,
    /** Centres that it compares with each other: one a class. */
    SINGLE_CENTRES,
    /** A bias of each class. */
    BIAS,
    /** At least two images of an identity in a batch. */
    PAIRS,
    /** All classes in each step, as it keeps something of each. */
    ALL_CLASSES,
    /** The setting {@code scale} changes it, which may be learned. */
    SCALE(LossFactor.SCALE),
    /** The setting {@code gradient} changes it. */
    GRADIENT(LossFactor.GRADIENT),
    /** The setting {@code beyond-pi} changes it. */
    BEYOND_PI(LossFactor.BEYOND_PI),
    /** The setting {@code label-smoothing} changes it. */
    SMOOTHING(LossFactor.SMOOTHING);

    private final Optional<LossFactor> factor;

    LossNeed() {
        this.factor = Optional.empty();
    }

    LossNeed(LossFactor factor) {
        this.factor = Optional.of(factor);
    }

    /** {@code single-centres}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static LossNeed parse(String label) {
        return Stream.of(values())
                .filter(need -> need.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is nothing that a loss needs"));
    }

    /** The settings among some needs. */
    public static Set<LossFactor> factors(Set<LossNeed> needs) {
        return needs.stream()
                .flatMap(need -> need.factor.stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(LossFactor.class)));
    }
}
