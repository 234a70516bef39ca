package marginlab.loss;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;

/**
 * Minimum hyperspherical energy of the centres, the term of SphereFace+: {@code |w_i - w_j|^-s}, or {@code log(1 / |w_i -
 * w_j|)} for s = 0, averaged over the classes i of the batch and all other classes j; centres of length one (arXiv 1805.09298,
 * equation 1, the mini-batch form). Distances count as 1e-3 at least, and have no gradient below.
 *
 * @param s power, 2
 */
public record Mhe(double s) implements Term {
    /** Squared distances are at least this: a power of a smaller one overflows. */
    private static final float NEAREST = 1e-6f;

    public Mhe {
        s = ParameterRange.AT_LEAST_ZERO.check("s", s);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        NDArray own = operators.rows(angles.unitCentres(), angles.labels());
        NDArray cosines = operators.linear(own, angles.unitCentres());
        NDArray constant = operators.stopGradient(cosines);
        NDArray squares = operators.mul(constant, -2f).add(2f);
        if (angles.hasBluntCentres(constant)) {
            squares = angles.bluntCentres(constant).squaredDistances(squares.toFloatArray());
        }
        NDArray apart = operators.maximum(squares, NEAREST);
        NDArray free = squares.eq(apart).toType(squares.getDataType(), false);
        // A class with itself: a distance of one, whose energy is known and taken out.
        apart = operators.put(apart, angles.labels(), angles.column(1));
        double pairs = angles.size() * (angles.classes() - 1.0);
        NDArray energy = s == 0
                ? operators.mul(apart.log().sum(), -0.5f)
                : operators.pow(apart, (float) (-s / 2)).sum().sub((float) angles.size());
        // By the cosine, of which a squared distance has minus two: s D^(-s / 2 - 1), or 1 / D for the logarithm.
        NDArray steep = s == 0
                ? operators.pow(apart, -1f)
                : operators.mul(operators.pow(apart, (float) (-s / 2 - 1)), (float) s);
        NDArray slopes = operators.put(steep.mul(free), angles.labels(), angles.column(0));
        NDArray surrogate = operators.inner(cosines, operators.stopGradient(slopes));
        float each = (float) (1 / pairs);
        return new LossValue(operators.mul(surrogate, each), operators.mul(energy, each));
    }

    @Override
    public boolean comparesCentres() {
        return true;
    }

    @Override
    public String label() {
        return "MHE(" + LabelNumber.text(s) + ")";
    }
}
