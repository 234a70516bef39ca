package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * ArcFace or CosFace with a margin of each sample drawn from {@code N(m, sigma)} (ElasticFace, arXiv 2109.09416, equations 5
 * and 6).
 *
 * @param kind where the margin is added
 * @param m mean of the margin
 * @param sigma standard deviation of the margin
 */
public record ElasticFace(Kind kind, double m, double sigma) implements TargetTerm {

    /** Where the margin is added. */
    public enum Kind {
        /** To the angle; (0.5, 0.05) in the paper. */
        ARC("ElasticFace-Arc"),
        /** To the cosine; (0.35, 0.05) in the paper. */
        COS("ElasticFace-Cos");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    public ElasticFace {
        m = Range.ANGLE.check("m", m);
        sigma = Range.AT_LEAST_ZERO.check("sigma", sigma);
    }

    @Override
    public NDArray target(Angles angles) {
        float[] drawn = new float[angles.size()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (m + sigma * angles.random().nextGaussian());
        }
        NDArray margins = angles.embeddings().getManager().create(drawn, new Shape(drawn.length, 1));
        if (kind == Kind.COS) {
            return angles.operators().sub(angles.targetCosines(), margins);
        }
        NDArray phi = angles.operators().add(angles.targetAngles(), margins);
        return angles.factors().beyondPi().apply(phi, angles.targetCosines(), margins.stopGradient());
    }

    @Override
    public String label() {
        return kind.title + "(" + Numbers.text(m) + ", " + Numbers.text(sigma) + ")";
    }
}
