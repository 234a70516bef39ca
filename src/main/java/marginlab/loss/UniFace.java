package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Set;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LogitScale;
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
        Operators operators = angles.operators();
        LogitScale scale = angles.scale();
        float s = (float) scale.value();
        NDArray threshold = angles.number(name());
        float b = threshold.getFloat(0);
        NDArray cosines = operators.stopGradient(angles.cosines());
        NDArray target = operators.stopGradient(angles.targetCosines());
        // The target's argument has the other sign; its place among the negatives is put to other use below.
        NDArray negative = cosines.mul(s).sub(b);
        NDArray positive = target.mul(-s).add((float) (s * m + b));
        NDArray bounded = negative.clip(-s, s);
        NDArray kept = positive.clip(-s, s);
        NDArray number = softplus(kept)
                .sum()
                .add(others(angles, softplus(bounded)).mul((float) l))
                .div(angles.size());
        NDArray own = slope(positive, kept).neg();
        NDArray slopes =
                operators.put(slope(negative, bounded).mul((float) l), angles.labels(), operators.stopGradient(own));
        NDArray surrogate = operators
                .inner(angles.cosines(), operators.stopGradient(slopes))
                .mul(s / angles.size());
        NDArray pull = operators.total(operators.stopGradient(slopes)).div(-(float) angles.size());
        surrogate = surrogate.add(threshold.mul(operators.stopGradient(pull)).sum());
        if (scale.learned() != null) {
            NDArray inside = operators
                    .inner(operators.stopGradient(angles.cosines()), operators.stopGradient(slopes))
                    .sub(own.sum().mul((float) m));
            NDArray outside = others(angles, growth(negative, bounded)).mul((float) l);
            NDArray growth =
                    inside.add(outside).add(growth(positive, kept).sum()).div(angles.size());
            surrogate = surrogate.add(
                    scale.learned().mul(operators.stopGradient(growth)).sum());
        }
        return new LossValue(surrogate, operators.stopGradient(number));
    }

    /** The sum over the classes that are not the label's; x {@code [N, C]} itself may be changed. */
    private static NDArray others(Angles angles, NDArray x) {
        return angles.operators().total(angles.operators().put(x, angles.labels(), angles.column(0)));
    }

    /** log(1 + exp(x)) without overflow. */
    private static NDArray softplus(NDArray x) {
        return x.getNDArrayInternal().softPlus();
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
        return x.getNDArrayInternal().sigmoid();
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
