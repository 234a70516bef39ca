package marginlab.loss;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;

/**
 * {@code d^2 / 2} for a pair of one identity, {@code max(0, m - d)^2 / 2} for any other, averaged over all pairs of a batch;
 * d is the distance of embeddings of length one (DeepID2, arXiv 1406.4773, equation 2, whose features are not normalised).
 * Nearer than 1e-6 the distance has no gradient.
 *
 * @param m distance in [0, 2)
 */
public record ContrastiveLoss(double m) implements PairTerm {
    /** A squared distance whose root still has a slope. */
    private static final float NEAREST = 1e-12f;

    public ContrastiveLoss {
        m = ParameterRange.COSINE.check("m", m);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        NDArray squares = angles.pairs().distances();
        NDArray hinge =
                operators.relu(operators.maximum(squares, NEAREST).sqrt().neg().add((float) m));
        double each = 0.5 / (angles.size() * (angles.size() - 1.0));
        NDArray same =
                angles.pairs().constant((i, j) -> i != j && angles.pairs().same(i, j) ? each : 0);
        NDArray different = angles.pairs().constant((i, j) -> angles.pairs().same(i, j) ? 0 : each);
        NDArray near = operators.mul(squares, same).sum();
        return LossValue.of(near.add(operators.mul(hinge.square(), different).sum()));
    }

    @Override
    public String label() {
        return "Contrastive(" + LabelNumber.text(m) + ")";
    }
}
