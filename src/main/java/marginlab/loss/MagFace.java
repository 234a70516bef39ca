package marginlab.loss;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;

/**
 * Margins that grow with the embedding's length, and a price on short ones: {@code psi = cos(theta + m(a))} with {@code a =
 * clip(|x|, 10, 110)}, {@code m(a) = low + (high - low) (a - 10) / 100}, and {@code lambda mean(a / 110^2 + 1/a)} added
 * (MagFace, arXiv 2103.06627, equations 3 and 4). The authors' code takes the rule {@code easy} beyond pi.
 *
 * @param low margin at length 10, 0.45
 * @param high margin at length 110, 0.8
 * @param lambda weight of the price, 35
 */
public record MagFace(double low, double high, double lambda) implements TargetTerm {
    private static final float SHORTEST = 10;
    private static final float LONGEST = 110;

    public MagFace {
        low = ParameterRange.ANGLE.check("low", low);
        high = ParameterRange.ANGLE.check("high", high);
        lambda = ParameterRange.AT_LEAST_ZERO.check("lambda", lambda);
    }

    @Override
    public NDArray target(Angles angles) {
        float slope = (float) ((high - low) / (LONGEST - SHORTEST));
        Operators operators = angles.operators();
        NDArray margin = operators.mul(length(angles).sub(SHORTEST), slope).add((float) low);
        NDArray phi = operators.add(angles.targetAngles(), margin);
        return angles.factors().beyondPi().apply(phi, angles.targetCosines(), margin);
    }

    @Override
    public LossValue value(Angles angles) {
        NDArray a = length(angles);
        Operators operators = angles.operators();
        NDArray price = operators
                .mul(a, 1 / (LONGEST * LONGEST))
                .add(operators.pow(a, -1f))
                .mean();
        return TargetTerm.super.value(angles).plus(LossValue.of(price).times(lambda));
    }

    private static NDArray length(Angles angles) {
        return angles.norms().clip(SHORTEST, LONGEST);
    }

    @Override
    public String label() {
        return "MagFace(" + LabelNumber.text(low) + ", " + LabelNumber.text(high) + ", " + LabelNumber.text(lambda)
                + ")";
    }
}
