package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import marginlab.engine.Precision;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.CrossEntropy;
import marginlab.loss.batch.LossValue;
import marginlab.loss.margin.LossFactor;

/**
 * Cross entropy over {@code W_j . x + b_j}: neither embeddings nor centres are normalised and there is no scale (ArcFace,
 * equation 1).
 */
public record Softmax() implements Term {
    @Override
    public LossValue value(Angles angles) {
        // In float32 the engine adds the bias within the product.
        NDArray logits = angles.factors().precision() == Precision.FLOAT32
                ? angles.operators().linear(angles.embeddings(), angles.centres(), angles.bias())
                : angles.product(angles.embeddings(), angles.centres()).add(angles.bias());
        return CrossEntropy.of(angles, logits);
    }

    @Override
    public Set<LossFactor> factors() {
        return Set.of(LossFactor.SMOOTHING);
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
