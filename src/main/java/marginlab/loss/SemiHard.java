package marginlab.loss;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;

/**
 * The hinge {@code D_ap - D_an + m} over the semi-hard triplets of a batch: anchor and positive of one identity, a negative
 * with {@code D_ap < D_an < D_ap + m} (FaceNet, arXiv 1503.03832, section 3.2).
 *
 * <p>Each anchor and positive that has such negatives counts once, with the mean over them: the expectation of the one
 * negative that the ArcFace authors' code draws at random. Zero where a batch has none.
 */
final class SemiHard {
    private final Angles angles;
    private final float[] apart;
    private final double margin;
    private final float[] weights;

    private SemiHard(Angles angles, float[] apart, double margin) {
        this.angles = angles;
        this.apart = apart;
        this.margin = margin;
        this.weights = new float[apart.length];
    }

    /** The mean hinge of distances {@code [N, N]}. */
    static Value hinge(Angles angles, NDArray distances, double margin) {
        Operators operators = angles.operators();
        SemiHard chosen = new SemiHard(angles, operators.stopGradient(distances).toFloatArray(), margin);
        int pairs = chosen.weigh();
        if (pairs == 0) {
            return Value.of(distances.sum().mul(0f));
        }
        // Every chosen triplet is inside the hinge, so the sum is linear in the distances.
        int n = angles.size();
        NDArray constant = angles.pairs((i, j) -> chosen.weights[i * n + j] / pairs);
        return Value.of(operators.mul(distances, constant).sum().add((float) margin));
    }

    /** Fills in the derivative of the sum by each distance; the number of pairs with a semi-hard negative. */
    private int weigh() {
        int pairs = 0;
        for (int anchor = 0; anchor < angles.size(); anchor++) {
            for (int positive = 0; positive < angles.size(); positive++) {
                if (positive != anchor && angles.same(positive, anchor)) {
                    pairs += weigh(anchor, positive) ? 1 : 0;
                }
            }
        }
        return pairs;
    }

    private boolean weigh(int anchor, int positive) {
        int row = anchor * angles.size();
        float near = apart[row + positive];
        int negatives = 0;
        for (int j = 0; j < angles.size(); j++) {
            negatives += isSemiHard(anchor, j, near) ? 1 : 0;
        }
        if (negatives == 0) {
            return false;
        }
        weights[row + positive] += 1;
        for (int j = 0; j < angles.size(); j++) {
            weights[row + j] -= isSemiHard(anchor, j, near) ? 1f / negatives : 0;
        }
        return true;
    }

    private boolean isSemiHard(int anchor, int other, float near) {
        float far = apart[anchor * angles.size() + other];
        return !angles.same(other, anchor) && far > near && far < near + margin;
    }
}
