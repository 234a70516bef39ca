package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.OptionalDouble;
import java.util.Set;
import marginlab.loss.batch.Angles;
import marginlab.loss.margin.LossFactor;

/**
 * NS with the scale {@code sqrt(2) log(C - 1)} (fixed AdaCos, arXiv 1905.00292, equation 12); the experiment's scale is not used.
 * Where classes are sampled, C is the number of those.
 */
public record AdaCos() implements TargetTerm {
    @Override
    public NDArray target(Angles angles) {
        return angles.targetCosines();
    }

    @Override
    public OptionalDouble ownScale(Angles angles) {
        return OptionalDouble.of(Math.sqrt(2) * Math.log(Math.max(2, angles.classes() - 1)));
    }

    @Override
    public Set<LossFactor> factors() {
        return Set.of(LossFactor.SMOOTHING);
    }

    @Override
    public String label() {
        return "AdaCos";
    }
}
