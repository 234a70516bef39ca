package marginlab.loss;

import java.util.Set;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LossFactor;
import marginlab.loss.margin.Margin;

/**
 * ArcFace with K centres a class, of which the nearest counts: {@code cos(theta_j) = max_k w_jk . x} (Sub-center ArcFace, ECCV
 * 2020; ArcFace, version 4, equation 7).
 *
 * @param m radians, 0.5
 * @param k centres of a class, 3 in the paper
 */
public record SubCenterArcFace(double m, double k) implements Term {
    public SubCenterArcFace {
        m = ParameterRange.ANGLE.check("m", m);
        k = ParameterRange.COUNT.check("K", k);
    }

    @Override
    public LossValue value(Angles angles) {
        return new MarginSoftmax(new Margin(1, m, 0)).value(angles);
    }

    @Override
    public int centresEach() {
        return (int) k;
    }

    @Override
    public Set<LossFactor> factors() {
        return new MarginSoftmax(new Margin(1, m, 0)).factors();
    }

    @Override
    public String label() {
        return "SubCenter(" + LabelNumber.text(m) + ", " + LabelNumber.text(k) + ")";
    }
}
