package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import marginlab.engine.Operators;

/**
 * The hinge {@code theta_ap - theta_an + m} over the semi-hard triplets of a batch: anchor and positive of one identity, a
 * negative with {@code theta_ap < theta_an < theta_ap + m} (ArcFace, section 3.1; the selection is FaceNet's).
 *
 * <p>Each anchor and positive that has such negatives counts once, with the mean over them: the expectation of the one
 * negative that the authors' code draws at random. Zero where a batch has none. Centres are not used.
 *
 * @param m radians, 0.35 in the paper
 */
public record Triplet(double m) implements Term {
    public Triplet {
        m = Range.ANGLE.check("m", m);
    }

    @Override
    public Value value(Angles angles) {
        Operators operators = angles.operators();
        int n = angles.size();
        NDArray apart = Angles.angle(operators.linear(angles.unitEmbeddings(), angles.unitEmbeddings()));
        float[] theta = operators.stopGradient(apart).toFloatArray();
        float[] weights = new float[n * n];
        int pairs = 0;
        for (int anchor = 0; anchor < n; anchor++) {
            for (int positive = 0; positive < n; positive++) {
                if (positive != anchor && angles.identity(positive) == angles.identity(anchor)) {
                    pairs += weigh(angles, theta, anchor, positive, weights) ? 1 : 0;
                }
            }
        }
        // Every chosen triplet is inside the hinge, so the sum is linear in the angles.
        float mean = pairs == 0 ? 0 : 1f / pairs;
        NDArray constant = angles.embeddings().getManager().create(weights, new Shape(n, n));
        return Value.of(operators.mul(apart, constant).sum().mul(mean).add(pairs == 0 ? 0f : (float) m));
    }

    /** Adds one pair's derivative with respect to the angles; false where it has no semi-hard negative. */
    private boolean weigh(Angles angles, float[] theta, int anchor, int positive, float[] weights) {
        int row = anchor * angles.size();
        float near = theta[row + positive];
        int negatives = 0;
        for (int j = 0; j < angles.size(); j++) {
            negatives += isSemiHard(angles, anchor, j, near, theta[row + j]) ? 1 : 0;
        }
        if (negatives == 0) {
            return false;
        }
        weights[row + positive] += 1;
        for (int j = 0; j < angles.size(); j++) {
            if (isSemiHard(angles, anchor, j, near, theta[row + j])) {
                weights[row + j] -= 1f / negatives;
            }
        }
        return true;
    }

    private boolean isSemiHard(Angles angles, int anchor, int other, float near, float far) {
        return angles.identity(other) != angles.identity(anchor) && far > near && far < near + m;
    }

    @Override
    public String label() {
        return "Triplet(" + Numbers.text(m) + ")";
    }

    @Override
    public boolean needsPairs() {
        return true;
    }

    @Override
    public boolean usesCentres() {
        return false;
    }
}
