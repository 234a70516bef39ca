package marginlab.loss.margin;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;

/**
 * The target logit of the combined margin, {@code psi(theta) = cos(m1 theta + m2) - m3} (ArcFace, arXiv 1801.07698,
 * equation 4).
 *
 * <p>NS is (1, 0, 0), SphereFace (m1, 0, 0), ArcFace (1, m2, 0), CosFace (1, 0, m3), CM any other.
 *
 * @param m1 factor of the angle, above 0
 * @param m2 added to the angle, radians in [0, pi)
 * @param m3 taken from the cosine, in [0, 2)
 */
public record Margin(double m1, double m2, double m3) {
    /** The target logit is the cosine itself. */
    public static final Margin NONE = new Margin(1, 0, 0);

    public Margin {
        m1 = ParameterRange.POSITIVE.check("m1", m1);
        m2 = ParameterRange.ANGLE.check("m2", m2);
        m3 = ParameterRange.COSINE.check("m3", m3);
    }

    /** The target logit psi of one angle, in [0, pi]. */
    public double targetLogit(double theta, BeyondPi beyondPi) {
        return beyondPi.apply(this, theta) - m3;
    }

    /** The derivative of {@link #targetLogit} with respect to {@code cos(theta)}. */
    public double targetSlope(double theta, BeyondPi beyondPi) {
        return beyondPi.slope(this, theta);
    }

    /** The shortest name: {@code NS}, {@code ArcFace(0.5)}, {@code CosFace(0.35)}, {@code SphereFace(1.35)}, {@code CM(1, 0.3, 0.2)}. */
    public String label() {
        if (equals(NONE)) {
            return "NS";
        }
        if (m1 == 1 && m3 == 0) {
            return "ArcFace(" + LabelNumber.text(m2) + ")";
        }
        if (m1 == 1 && m2 == 0) {
            return "CosFace(" + LabelNumber.text(m3) + ")";
        }
        if (m2 == 0 && m3 == 0) {
            return "SphereFace(" + LabelNumber.text(m1) + ")";
        }
        return "CM(" + LabelNumber.text(m1) + ", " + LabelNumber.text(m2) + ", " + LabelNumber.text(m3) + ")";
    }

    /**
     * The target logits psi {@code [N, 1]} of a batch.
     *
     * @param theta target angles {@code [N, 1]}
     * @param cosine target cosines {@code [N, 1]}
     */
    public NDArray apply(NDArray theta, NDArray cosine, BeyondPi beyondPi) {
        if (isAdditive()) {
            return cosine.sub((float) m3);
        }
        NDArray added = theta.zerosLike().add((float) m2);
        return beyondPi.apply(Operators.of(theta).mul(theta, (float) m1).add((float) m2), cosine, added)
                .sub((float) m3);
    }

    /** Whether the target is the cosine less a constant. */
    public boolean isAdditive() {
        return m1 == 1 && m2 == 0;
    }

    double phi(double theta) {
        return m1 * theta + m2;
    }

    /** The derivative of {@code cos(m1 theta + m2)} with respect to {@code cos(theta)}. */
    double rawSlope(double theta) {
        return m1 * Math.sin(phi(theta)) / Math.sin(theta);
    }
}
