package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.EnumSet;
import java.util.Set;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.CrossEntropy;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LossFactor;
import marginlab.loss.margin.Margin;

/**
 * ArcFace whose hard negatives, {@code cos_j > cos(theta_y + m)}, become {@code cos_j (t + cos_j)}; t is the moving average of
 * the mean target cosine, from 0 with weight 0.01 (CurricularFace, arXiv 2004.00288, equations 4 to 9). The authors' code
 * takes the rule {@code sinpi} beyond pi.
 *
 * @param m radians, 0.5
 */
public record CurricularFace(double m) implements Term {
    private static final float NEW = 0.01f;

    public CurricularFace {
        m = ParameterRange.ANGLE.check("m", m);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        NDArray cosine = angles.targetCosines();
        NDArray margined = angles.targetAngles().add((float) m).cos();
        NDArray target = new Margin(1, m, 0)
                .apply(angles.targetAngles(), cosine, angles.factors().beyondPi());
        NDArray hard = operators.stopGradient(
                angles.cosines().gt(operators.stopGradient(margined)).toType(DataType.FLOAT32, false));
        NDArray grown = operators.mul(
                angles.cosines(), angles.cosines().add(difficulty(angles).sub(1f)));
        NDArray logits = operators.add(angles.cosines(), operators.mul(grown, hard));
        return CrossEntropy.replaced(angles, logits, angles.targetOf(target), angles.scale());
    }

    private NDArray difficulty(Angles angles) {
        NDManager manager = angles.embeddings().getManager();
        String name = label() + ".t";
        NDArray before = angles.memory().get(name, manager, m -> HostToEngine.number(m, 0));
        Operators operators = angles.operators();
        NDArray now = operators.stopGradient(angles.targetCosines()).mean();
        NDArray after = operators.mul(before, 1 - NEW).add(operators.mul(now, NEW));
        angles.memory().put(name, after);
        return after;
    }

    @Override
    public Set<LossFactor> factors() {
        return EnumSet.allOf(LossFactor.class);
    }

    @Override
    public String label() {
        return "CurricularFace(" + LabelNumber.text(m) + ")";
    }
}
