package marginlab.loss;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;

/**
 * Minimum hyperspherical energy of the centres, the term of SphereFace+: {@code |w_i - w_j|^-s}, or {@code log(1 / |w_i -
 * w_j|)} for s = 0, averaged over the classes i of the batch and all other classes j; centres of length one (arXiv 1805.09298,
 * equation 1, the mini-batch form).
 *
 * @param s power, 2
 */
public record Mhe(double s) implements Term {
    /** Squared distances are at least this. */
    private static final float NEAREST = 1e-6f;

    public Mhe {
        s = Range.AT_LEAST_ZERO.check("s", s);
    }

    @Override
    public Value value(Angles angles) {
        Operators operators = angles.operators();
        NDArray own = operators.rows(angles.unitCentres(), angles.labels());
        NDArray squares =
                operators.linear(own, angles.unitCentres()).mul(-2f).add(2f).maximum(NEAREST);
        // A class with itself: a distance of one, whose energy is known and taken out.
        NDArray others = operators.mul(squares, angles.oneHot().mul(-1f).add(1f));
        NDArray apart = operators.add(others, angles.oneHot());
        double pairs = angles.size() * (angles.classes() - 1.0);
        NDArray energy = s == 0
                ? apart.log().sum().mul(-0.5f)
                : apart.pow((float) (-s / 2)).sum().sub((float) angles.size());
        return Value.of(energy.mul((float) (1 / pairs)));
    }

    @Override
    public boolean comparesCentres() {
        return true;
    }

    @Override
    public String label() {
        return "MHE(" + Numbers.text(s) + ")";
    }
}
