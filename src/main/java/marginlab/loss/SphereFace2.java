package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Set;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.Logistic;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LossFactor;
import marginlab.loss.margin.MarginGradient;

/**
 * Every class decides for itself: {@code (lambda log(1 + exp(-z_y)) + (1 - lambda) sum_(j != y) log(1 + exp(z_j))) / r}, averaged over
 * a batch, with {@code z_y = r (g(cos_y) - m) + b}, {@code z_j = r (g(cos_j) + m) + b}, {@code g(c) = 2 ((c + 1) / 2)^t - 1}
 * (SphereFace2, ICLR 2022, arXiv 2108.01513, type C of opensphere). b is learned, from where the loss is least if all cosines are 0. The
 * experiment's scale is not used. The authors train with {@code 50 *} it, and with the straight-through gradient, to which the slope of
 * g is 1.
 *
 * @param m margin, 0.4
 * @param r scale, 40
 * @param t sharpness of the similarity, 3
 * @param lambda weight of the own class, 0.7
 */
public record SphereFace2(double m, double r, double t, double lambda) implements Term {
    public SphereFace2 {
        m = ParameterRange.COSINE.check("m", m);
        r = ParameterRange.POSITIVE.check("r", r);
        t = ParameterRange.POSITIVE.check("t", t);
        lambda = ParameterRange.FRACTION.check("lambda", lambda);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        NDArray bias = angles.number(name());
        float b = bias.getFloat(0);
        NDArray half = operators.maximum(
                operators.mul(operators.stopGradient(angles.cosines()).add(1f), 0.5f), 0f);
        NDArray similarity = operators.mul(operators.pow(half, (float) t), 2f).sub(1f);
        NDArray own = operators
                .mul(operators.pick(similarity, angles.labels()).sub((float) m), (float) r)
                .add(b);
        NDArray others = operators.mul(similarity, (float) r).add((float) (r * m + b));
        float share = (float) (1 / (r * angles.size()));
        NDArray number = operators.mul(
                operators
                        .mul(Logistic.softplus(own.neg()).sum(), (float) lambda)
                        .add(operators.mul(
                                Logistic.sumOfOthers(angles, Logistic.softplus(others)), (float) (1 - lambda))),
                share);
        NDArray slopes = operators.put(
                operators.mul(Logistic.sigmoid(others), (float) (1 - lambda)),
                angles.labels(),
                operators.stopGradient(operators.mul(Logistic.sigmoid(own.neg()), (float) -lambda)));
        NDArray pull = operators.mul(operators.total(operators.stopGradient(slopes)), share);
        NDArray byCosine = angles.factors().gradient() == MarginGradient.EXACT
                ? operators.mul(slopes, operators.mul(operators.pow(half, (float) (t - 1)), (float) t))
                : slopes;
        NDArray surrogate = operators
                .div(operators.inner(angles.cosines(), operators.stopGradient(byCosine)), angles.size())
                .add(bias.mul(operators.stopGradient(pull)).sum());
        return new LossValue(surrogate, operators.stopGradient(number));
    }

    @Override
    public Set<LossFactor> factors() {
        return Set.of(LossFactor.GRADIENT);
    }

    /** Where the loss has no slope by b at angles of 90 degrees (appendix of the paper). */
    @Override
    public Map<String, Double> numbers(long classes) {
        double odds = lambda / ((1 - lambda) * Math.max(1, classes - 1));
        double middle = 2 * Math.pow(0.5, t) - 1;
        double own = r * (middle - m);
        double other = r * (middle + m);
        double root = Math.sqrt(Math.pow(1 - odds, 2) + 4 * odds * Math.exp(own - other));
        return Map.of(name(), Math.log(2 * odds) - other - Math.log(1 - odds + root));
    }

    /** What b is called. */
    private String name() {
        return label() + ".b";
    }

    @Override
    public String label() {
        return "SphereFace2(" + LabelNumber.text(m) + ", " + LabelNumber.text(r) + ", " + LabelNumber.text(t) + ", "
                + LabelNumber.text(lambda) + ")";
    }
}
