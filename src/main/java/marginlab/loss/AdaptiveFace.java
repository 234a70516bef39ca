package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.EnumSet;
import java.util.Set;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.CrossEntropy;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LossFactor;

/**
 * CosFace with a margin of each class that is learned, and a price on small ones: the target is {@code cos_y - m_y}, and {@code lambda
 * (1 - mean m_j)} is added; {@code m_j} is kept within [0, 1] (AdaM-Softmax, AdaptiveFace, CVPR 2019; scale 30
 * there). The price is above 0 by the constant lambda, which the paper leaves out.
 *
 * <p>{@code m_j} is m and the bias of the class, which begins at 0. At a bound only what leads back from it has a slope, so that a
 * margin leaves the bound again.
 *
 * @param lambda weight of the price, 70
 * @param m first margin of all classes, 0.35
 */
public record AdaptiveFace(double lambda, double m) implements Term {
    public AdaptiveFace {
        lambda = ParameterRange.AT_LEAST_ZERO.check("lambda", lambda);
        m = ParameterRange.SHARE.check("m", m);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        NDArray margins = angles.bias().add((float) m).reshape(new Shape(angles.classes(), 1));
        NDArray own = operators.rows(margins, angles.labels());
        // A larger margin makes the cross entropy larger: its slope leads down.
        NDArray shift = bounded(own, operators.stopGradient(own).gt(0f)).neg();
        LossValue softmax = CrossEntropy.of(angles, angles.cosines(), shift, angles.scale());
        NDArray price = bounded(margins, operators.stopGradient(margins).lt(1f))
                .mean()
                .neg()
                .add(1f);
        return softmax.plus(LossValue.of(price).times(lambda));
    }

    /** Within [0, 1], with the slope of x where it is free. */
    private static NDArray bounded(NDArray x, NDArray free) {
        Operators operators = Operators.of(x);
        NDArray constant = operators.stopGradient(x);
        NDArray slopes = operators.stopGradient(free.toType(x.getDataType(), false));
        // Nothing is added but a slope.
        NDArray nothing = operators.sub(x, constant);
        return operators.add(operators.stopGradient(constant.clip(0, 1)), operators.mul(nothing, slopes));
    }

    @Override
    public boolean usesBias() {
        return true;
    }

    @Override
    public Set<LossFactor> factors() {
        return EnumSet.of(LossFactor.SCALE, LossFactor.SMOOTHING);
    }

    @Override
    public String label() {
        return "AdaptiveFace(" + LabelNumber.text(lambda) + ", " + LabelNumber.text(m) + ")";
    }
}
