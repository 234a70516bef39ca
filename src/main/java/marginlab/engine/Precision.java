package marginlab.engine;

import ai.djl.ndarray.NDArray;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * How exactly the convolutions and products of a training are computed. All else is in float32 always: weights, their updates,
 * batch norms, norms, margins, softmax and sums.
 */
public enum Precision {
    FLOAT32("float32") {
        @Override
        public NDArray product(NDArray a, NDArray b, BinaryOperator<NDArray> product) {
            return product.apply(a, b);
        }
    },
    /**
     * Factors are rounded to float16, 11 significant bits up to 65,504, and so is the product; PyTorch adds up in float32. Gradients
     * go the same way back, so that those below 6e-8 are lost unless the loss is scaled up.
     */
    MIXED("mixed") {
        @Override
        public NDArray product(NDArray a, NDArray b, BinaryOperator<NDArray> product) {
            Operators operators = Operators.of(a);
            return operators.single(product.apply(operators.half(a), operators.half(b)));
        }
    };

    private final String label;

    Precision(String label) {
        this.label = label;
    }

    /** Something bilinear of two arrays of float32, as an array of float32; differentiable. */
    public abstract NDArray product(NDArray a, NDArray b, BinaryOperator<NDArray> product);

    public String label() {
        return label;
    }

    /** Reads the label. */
    public static Precision parse(String text) {
        return Stream.of(values())
                .filter(precision -> precision.label.equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("the precision '" + text + "', expected float32 or mixed"));
    }
}
