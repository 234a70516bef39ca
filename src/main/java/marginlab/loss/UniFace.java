package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Set;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.batch.UnifiedCrossEntropy;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LossFactor;

/**
 * One threshold for all classes: {@code log(1 + exp(-(s (cos_y - m) - b))) + l sum_(j != y) log(1 + exp(s cos_j - b))}, averaged
 * over a batch, b learned from {@code log(10 C)}; the arguments of exp are kept within +-s, and have no gradient beyond
 * (UniFace, ICCV 2023, the unified cross entropy with a margin). Where classes are sampled, C is the number of those.
 *
 * @param m taken from the target's cosine, 0.4
 * @param l weight of the negatives, 1
 */
public record UniFace(double m, double l) implements Term {
    private static final double FIRST = 10;

    public UniFace {
        m = ParameterRange.COSINE.check("m", m);
        l = ParameterRange.AT_LEAST_ZERO.check("l", l);
    }

    @Override
    public LossValue value(Angles angles) {
        NDArray threshold = angles.number(name());
        return UnifiedCrossEntropy.of(angles, angles.cosines(), m, l, threshold.getFloat(0), threshold);
    }

    @Override
    public Set<LossFactor> factors() {
        return Set.of(LossFactor.SCALE);
    }

    @Override
    public Map<String, Double> numbers(long classes) {
        return Map.of(name(), Math.log(FIRST * classes));
    }

    /** What b is called. */
    private String name() {
        return label() + ".b";
    }

    @Override
    public String label() {
        return "UniFace(" + LabelNumber.text(m) + ", " + LabelNumber.text(l) + ")";
    }
}
