package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.EnumSet;
import java.util.Set;
import marginlab.loss.batch.Angles;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactor;
import marginlab.loss.margin.Margin;

/**
 * SphereFace with a real factor of the angle, continued past pi: {@code (-1)^k cos(m theta) - 2k}, {@code k = floor(m theta /
 * pi)} (SphereFace Revived, arXiv 2109.05565; scale 30 there).
 *
 * @param m factor of the angle, 1.7 in opensphere
 */
public record SphereFaceR(double m) implements TargetTerm {
    public SphereFaceR {
        m = ParameterRange.POSITIVE.check("m", m);
    }

    @Override
    public NDArray target(Angles angles) {
        return new Margin(m, 0, 0).apply(angles.targetAngles(), angles.targetCosines(), BeyondPi.CONTINUOUS);
    }

    @Override
    public Set<LossFactor> factors() {
        return EnumSet.of(LossFactor.SCALE, LossFactor.SMOOTHING, LossFactor.GRADIENT);
    }

    @Override
    public String label() {
        return "SphereFace-R(" + LabelNumber.text(m) + ")";
    }
}
