package marginlab.loss.margin;

import java.util.Objects;
import marginlab.engine.Precision;
import marginlab.loss.label.ParameterRange;

/**
 * The settings of an experiment that change what a term computes.
 *
 * @param scale s, the factor of the cosines in a margin softmax; where it is learned, its first value
 * @param gradient exact or straight-through
 * @param beyondPi the target logit where the angle and its margin pass pi
 * @param smoothing e of label smoothing, in [0, 1): a cross entropy asks for {@code (1 - e) onehot + e / C}
 * @param precision of the products of embeddings with all class centres
 */
public record LossFactors(
        double scale, MarginGradient gradient, BeyondPi beyondPi, double smoothing, Precision precision) {
    public LossFactors {
        scale = ParameterRange.POSITIVE.check("the scale", scale);
        Objects.requireNonNull(gradient);
        Objects.requireNonNull(beyondPi);
        Objects.requireNonNull(precision);
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("label smoothing is in [0, 1), not " + smoothing);
        }
    }

    /** In float32. */
    public LossFactors(double scale, MarginGradient gradient, BeyondPi beyondPi, double smoothing) {
        this(scale, gradient, beyondPi, smoothing, Precision.FLOAT32);
    }

    /** In float32, without label smoothing. */
    public LossFactors(double scale, MarginGradient gradient, BeyondPi beyondPi) {
        this(scale, gradient, beyondPi, 0);
    }
}
