package marginlab.loss;

import java.util.Objects;

/**
 * The settings of an experiment that change what a term computes.
 *
 * @param scale s, the factor of the cosines in a margin softmax
 * @param gradient exact or straight-through
 * @param beyondPi the target logit where the angle and its margin pass pi
 */
public record Factors(double scale, Gradient gradient, BeyondPi beyondPi) {
    public Factors {
        scale = Range.POSITIVE.check("the scale", scale);
        Objects.requireNonNull(gradient);
        Objects.requireNonNull(beyondPi);
    }
}
