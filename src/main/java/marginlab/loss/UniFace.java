package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Set;
import marginlab.engine.Operators;

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
        m = Range.COSINE.check("m", m);
        l = Range.AT_LEAST_ZERO.check("l", l);
    }

    @Override
    public Value value(Angles angles) {
        Operators operators = angles.operators();
        Scale scale = angles.scale();
        float s = (float) scale.value();
        NDArray threshold = angles.number(name());
        float b = threshold.getFloat(0);
        NDArray oneHot = angles.oneHot();
        NDArray cosines = operators.stopGradient(angles.cosines());
        NDArray target = operators.stopGradient(angles.targetCosines());
        // One at the target and l elsewhere; the target's argument has the other sign.
        NDArray others = oneHot.neg().add(1f);
        NDArray negative = cosines.mul(s).sub(b);
        NDArray positive = target.mul(-s).add((float) (s * m + b));
        NDArray bounded = negative.clip(-s, s);
        NDArray kept = positive.clip(-s, s);
        NDArray number = softplus(kept)
                .sum()
                .add(softplus(bounded).mul(others).sum().mul((float) l))
                .div(angles.size());
        NDArray slopes = slope(negative, bounded).mul(others).mul((float) l);
        NDArray own = slope(positive, kept).neg();
        NDArray surrogate = operators
                .inner(angles.cosines(), operators.stopGradient(slopes))
                .add(operators
                        .mul(angles.targetCosines(), operators.stopGradient(own))
                        .sum())
                .mul(s / angles.size());
        NDArray pull = slopes.sum().add(own.sum()).div(-(float) angles.size());
        surrogate = surrogate.add(threshold.mul(operators.stopGradient(pull)).sum());
        if (scale.learned() != null) {
            NDArray inside =
                    slopes.mul(cosines).sum().add(own.mul(target.sub((float) m)).sum());
            NDArray outside = growth(negative, bounded).mul(others).sum().mul((float) l);
            NDArray growth =
                    inside.add(outside).add(growth(positive, kept).sum()).div(angles.size());
            surrogate = surrogate.add(
                    scale.learned().mul(operators.stopGradient(growth)).sum());
        }
        return new Value(surrogate, operators.stopGradient(number));
    }

    /** log(1 + exp(x)) without overflow. */
    private static NDArray softplus(NDArray x) {
        return x.maximum(0f).add(x.abs().neg().exp().add(1f).log());
    }

    /** The derivative of softplus, zero where the argument was bounded. */
    private static NDArray slope(NDArray x, NDArray bounded) {
        NDArray free = x.eq(bounded).toType(x.getDataType(), false);
        return sigmoid(bounded).mul(free);
    }

    /** The derivative of softplus by the bound s where the argument was bounded, zero elsewhere. */
    private static NDArray growth(NDArray x, NDArray bounded) {
        return sigmoid(bounded).mul(x.sub(bounded).sign());
    }

    private static NDArray sigmoid(NDArray x) {
        return x.neg().exp().add(1f).pow(-1f);
    }

    @Override
    public Set<Factor> factors() {
        return Set.of(Factor.SCALE);
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
        return "UniFace(" + Numbers.text(m) + ", " + Numbers.text(l) + ")";
    }
}
