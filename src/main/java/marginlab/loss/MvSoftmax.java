package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
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
 * Cross entropy in which a negative that beats the target with its margin becomes {@code t cos_j + t - 1} (Support Vector
 * Guided Softmax, arXiv 1812.11317, equation 8).
 *
 * @param kind the margin of the target
 * @param m margin, 0.35; radians for {@link Kind#ARC}
 * @param t weight of hard negatives, 1.12; scale 32
 */
public record MvSoftmax(Kind kind, double m, double t) implements Term {

    /** The margin of the target. */
    public enum Kind {
        /** {@code cos - m} where the cosine is above m, else the cosine; hard is above {@code cos - m}. */
        AM("MV-AM", ParameterRange.COSINE),
        /** {@code cos(theta + m)} where the cosine is above 0, else the cosine; hard is above {@code cos(theta + m)}. */
        ARC("MV-Arc", ParameterRange.ANGLE);

        private final String title;
        private final ParameterRange range;

        Kind(String title, ParameterRange range) {
            this.title = title;
            this.range = range;
        }
    }

    public MvSoftmax {
        m = kind.range.check("m", m);
        t = ParameterRange.POSITIVE.check("t", t);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        NDArray cosine = angles.targetCosines();
        NDArray margined = kind == Kind.AM
                ? cosine.sub((float) m)
                : angles.targetAngles().add((float) m).cos();
        NDArray above = operators.stopGradient(
                cosine.gt(kind == Kind.AM ? (float) m : 0f).toType(DataType.FLOAT32, false));
        NDArray target = operators.add(
                operators.mul(margined, above),
                operators.mul(cosine, operators.stopGradient(above.neg().add(1f))));
        NDArray hard = operators.stopGradient(
                angles.cosines().gt(operators.stopGradient(margined)).toType(DataType.FLOAT32, false));
        float more = (float) (t - 1);
        NDArray logits = operators.add(
                angles.cosines(),
                operators.mul(operators.mul(angles.cosines(), more).add(more), hard));
        return CrossEntropy.replaced(angles, logits, angles.targetOf(target), angles.scale());
    }

    @Override
    public Set<LossFactor> factors() {
        return kind == Kind.AM
                ? EnumSet.of(LossFactor.SCALE, LossFactor.SMOOTHING)
                : EnumSet.of(LossFactor.SCALE, LossFactor.SMOOTHING, LossFactor.GRADIENT);
    }

    @Override
    public String label() {
        return kind.title + "(" + LabelNumber.text(m) + ", " + LabelNumber.text(t) + ")";
    }
}
