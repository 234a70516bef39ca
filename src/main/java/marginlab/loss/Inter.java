package marginlab.loss;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.ArcCosine;
import marginlab.loss.batch.LossValue;
import marginlab.loss.batch.NearParallelPairs;

/**
 * Minus the mean angle over pi between the centres of the batch's classes and all other centres: {@code -1/(pi N (C - 1))
 * sum_i sum_{j != y_i} arccos(W_{y_i} . W_j)} with centres of length one (ArcFace, equation 6). The sign is part of the
 * term: minimising it drives centres apart. Centres that nearly point the same or the opposite way are told apart as {@link
 * ArcCosine} says.
 */
public record Inter() implements Term {
    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        NDArray own = operators.rows(angles.unitCentres(), angles.labels());
        NDArray cosines = operators.linear(own, angles.unitCentres());
        NDArray constant = operators.stopGradient(cosines);
        NDArray apart = ArcCosine.plain(constant);
        NDArray steepness = ArcCosine.plainSteepness(constant);
        if (angles.hasBluntCentres(constant)) {
            NearParallelPairs blunt = angles.bluntCentres(constant);
            apart = blunt.angles(apart.toFloatArray());
            steepness = blunt.steepness(steepness.toFloatArray());
        }
        // The angle of a centre with itself is constant; taking it out is cheaper than a mask of C columns.
        NDArray sum = apart.sum().sub(operators.pick(apart, angles.labels()).sum());
        double pairs = angles.size() * (double) (angles.classes() - 1);
        NDArray number = operators.mul(sum, (float) (-1 / (Math.PI * pairs)));
        NDArray slopes = operators.put(steepness, angles.labels(), angles.column(0));
        NDArray surrogate = operators.inner(cosines, operators.stopGradient(slopes));
        return new LossValue(operators.mul(surrogate, (float) (1 / (Math.PI * pairs))), number);
    }

    @Override
    public boolean comparesCentres() {
        return true;
    }

    @Override
    public String label() {
        return "Inter";
    }
}
