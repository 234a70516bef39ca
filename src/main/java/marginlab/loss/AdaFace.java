package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.EnumSet;
import java.util.Set;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LossFactor;

/**
 * Margins by image quality, which the embedding's length stands for: {@code psi = cos(clip(theta - m z, e, pi - e)) - (m + m
 * z)} with {@code z = clip(h (|x| - mu) / (sigma + e), -1, 1)}, e = 1e-3 (AdaFace, arXiv 2204.00964, equation 13).
 *
 * <p>mu and sigma are moving averages of the batches' mean and standard deviation (N - 1), from 20 and 100. z has no gradient.
 *
 * @param m margin, 0.4
 * @param h concentration, 0.333
 * @param t weight of the new batch in the moving averages, 0.01
 */
public record AdaFace(double m, double h, double t) implements TargetTerm {
    private static final float SMALL = 1e-3f;
    private static final float LONGEST = 100;
    private static final float FIRST_MEAN = 20;
    private static final float FIRST_DEVIATION = 100;

    public AdaFace {
        m = ParameterRange.ANGLE.check("m", m);
        h = ParameterRange.POSITIVE.check("h", h);
        t = ParameterRange.SHARE.check("t", t);
    }

    @Override
    public NDArray target(Angles angles) {
        NDArray z = quality(angles);
        NDArray theta = angles.targetCosines().clip(SMALL - 1, 1 - SMALL).acos();
        Operators operators = angles.operators();
        NDArray phi = operators.sub(theta, operators.mul(z, (float) m)).clip(SMALL, (float) Math.PI - SMALL);
        return operators.sub(phi.cos(), operators.mul(z, (float) m).add((float) m));
    }

    private NDArray quality(Angles angles) {
        Operators operators = angles.operators();
        NDArray norms = operators.stopGradient(angles.norms()).clip(SMALL, LONGEST);
        NDArray mean = norms.mean();
        float degrees = Math.max(1, angles.size() - 1);
        NDArray deviation =
                operators.div(norms.sub(mean).square().sum(), degrees).sqrt();
        NDArray mu = moved(angles, "mean", FIRST_MEAN, mean);
        NDArray sigma = moved(angles, "deviation", FIRST_DEVIATION, deviation);
        return operators.mul(norms.sub(mu), (float) h).div(sigma.add(SMALL)).clip(-1f, 1f);
    }

    private NDArray moved(Angles angles, String what, float first, NDArray now) {
        Operators operators = angles.operators();
        NDManager manager = angles.embeddings().getManager();
        String name = label() + "." + what;
        NDArray before = angles.memory().get(name, manager, m -> HostToEngine.number(m, first));
        NDArray after = operators.mul(before, (float) (1 - t)).add(operators.mul(now, (float) t));
        angles.memory().put(name, after);
        return after;
    }

    @Override
    public Set<LossFactor> factors() {
        return EnumSet.of(LossFactor.SCALE, LossFactor.SMOOTHING, LossFactor.GRADIENT);
    }

    @Override
    public String label() {
        return "AdaFace(" + LabelNumber.text(m) + ", " + LabelNumber.text(h) + ", " + LabelNumber.text(t) + ")";
    }
}
