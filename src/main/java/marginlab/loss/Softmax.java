package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.Set;

/**
 * Cross entropy over {@code W_j . x + b_j}: neither embeddings nor centres are normalised and there is no scale (ArcFace,
 * equation 1).
 */
public record Softmax() implements Term {
    @Override
    public Value value(Angles angles) {
        NDArray logits = angles.operators().linear(angles.embeddings(), angles.centres(), angles.bias());
        return CrossEntropy.of(angles, logits);
    }

    @Override
    public Set<Factor> factors() {
        return Set.of(Factor.SMOOTHING);
    }

    @Override
    public String label() {
        return "Softmax";
    }

    @Override
    public boolean usesBias() {
        return true;
    }
}
