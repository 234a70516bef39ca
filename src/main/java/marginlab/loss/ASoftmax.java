package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.EnumSet;
import java.util.Set;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.CrossEntropy;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LogitScale;
import marginlab.loss.margin.LossFactor;
import marginlab.loss.margin.Margin;

/**
 * SphereFace as its authors train it: cross entropy over {@code |x| cos(theta_j)} with the target {@code |x| (lambda
 * cos(theta_y) + psi) / (1 + lambda)}, {@code psi = (-1)^k cos(m theta_y) - 2k}, {@code k = floor(m theta_y / pi)}; lambda falls
 * with the steps, {@code max(low, first / (1 + fall step))}. Embeddings are not normalised and the experiment's scale is not used
 * (arXiv 1704.08063, equation 7, and the authors' code).
 *
 * @param m factor of the angle, 4
 * @param low lambda in the end, 5
 * @param first lambda before the first step, 1000
 * @param fall how fast lambda falls, 0.12
 */
public record ASoftmax(double m, double low, double first, double fall) implements Term {
    public ASoftmax {
        m = ParameterRange.POSITIVE.check("m", m);
        low = ParameterRange.AT_LEAST_ZERO.check("low", low);
        first = ParameterRange.AT_LEAST_ZERO.check("first", first);
        fall = ParameterRange.AT_LEAST_ZERO.check("fall", fall);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        float lambda = (float) lambda(nextStep(angles));
        NDArray psi = new Margin(m, 0, 0).apply(angles.targetAngles(), angles.targetCosines(), BeyondPi.CONTINUOUS);
        NDArray blend =
                operators.mul(operators.add(operators.mul(angles.targetCosines(), lambda), psi), 1 / (1 + lambda));
        NDArray logits = angles.product(angles.embeddings(), angles.unitCentres());
        return CrossEntropy.replaced(
                angles, logits, operators.mul(angles.norms(), angles.targetOf(blend)), LogitScale.fixed(1));
    }

    /** lambda of a step, counted from 1. */
    public double lambda(double step) {
        return Math.max(low, first / (1 + fall * step));
    }

    private double nextStep(Angles angles) {
        NDManager manager = angles.embeddings().getManager();
        String name = label() + ".step";
        float step = angles.memory()
                        .get(name, manager, m -> HostToEngine.number(m, 0))
                        .getFloat()
                + 1;
        angles.memory().put(name, HostToEngine.number(manager, step));
        return step;
    }

    @Override
    public Set<LossFactor> factors() {
        return EnumSet.of(LossFactor.SMOOTHING, LossFactor.GRADIENT);
    }

    @Override
    public String label() {
        return "A-Softmax(" + LabelNumber.text(m) + ", " + LabelNumber.text(low) + ", " + LabelNumber.text(first) + ", "
                + LabelNumber.text(fall) + ")";
    }
}
