package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import marginlab.engine.HostToEngine;
import marginlab.loss.batch.Angles;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LossFactor;

/**
 * ArcFace or CosFace with a margin of each sample drawn from {@code N(m, sigma)} (ElasticFace, arXiv 2109.09416, equations 5
 * and 6). "Plus" hands the drawn margins out by size: the largest to the sample that is furthest from its centre.
 *
 * @param kind where the margin is added
 * @param m mean of the margin
 * @param sigma standard deviation of the margin
 */
public record ElasticFace(Kind kind, double m, double sigma) implements TargetTerm {

    /** Where the margin is added. */
    public enum Kind {
        /** To the angle; (0.5, 0.05) in the paper. */
        ARC("ElasticFace-Arc", false, false),
        /** To the angle, by size; (0.5, 0.0175) in the paper. */
        ARC_PLUS("ElasticFace-Arc-Plus", false, true),
        /** To the cosine; (0.35, 0.05) in the paper. */
        COS("ElasticFace-Cos", true, false),
        /** To the cosine, by size; (0.35, 0.02) in the paper. */
        COS_PLUS("ElasticFace-Cos-Plus", true, true);

        private final String title;
        private final boolean cosine;
        private final boolean bySize;

        Kind(String title, boolean cosine, boolean bySize) {
            this.title = title;
            this.cosine = cosine;
            this.bySize = bySize;
        }
    }

    public ElasticFace {
        m = ParameterRange.ANGLE.check("m", m);
        sigma = ParameterRange.AT_LEAST_ZERO.check("sigma", sigma);
    }

    @Override
    public NDArray target(Angles angles) {
        float[] drawn = drawn(angles);
        NDArray margins = HostToEngine.floats(angles.embeddings().getManager(), drawn, new Shape(drawn.length, 1));
        if (kind.cosine) {
            return angles.operators().sub(angles.targetCosines(), margins);
        }
        NDArray phi = angles.operators().add(angles.targetAngles(), margins);
        return angles.factors().beyondPi().apply(phi, angles.targetCosines(), margins.stopGradient());
    }

    private float[] drawn(Angles angles) {
        float[] drawn = new float[angles.size()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (m + sigma * angles.random().nextGaussian());
        }
        if (!kind.bySize) {
            return drawn;
        }
        float[] cosines =
                angles.operators().stopGradient(angles.targetCosines()).toFloatArray();
        int[] furthestLast = IntStream.range(0, drawn.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -cosines[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        Arrays.sort(drawn);
        float[] handed = new float[drawn.length];
        for (int rank = 0; rank < handed.length; rank++) {
            handed[furthestLast[rank]] = drawn[rank];
        }
        return handed;
    }

    @Override
    public Set<LossFactor> factors() {
        return kind.cosine ? EnumSet.of(LossFactor.SCALE, LossFactor.SMOOTHING) : EnumSet.allOf(LossFactor.class);
    }

    @Override
    public String label() {
        return kind.title + "(" + LabelNumber.text(m) + ", " + LabelNumber.text(sigma) + ")";
    }
}
