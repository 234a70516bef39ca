package marginlab.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
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
            if (Operators.of(a) == Operators.MXNET) {
                throw new UnsupportedOperationException("MXNet computes in float32 alone");
            }
            return single(product.apply(half(a), half(b)));
        }

        /** An addition in place: {@code toType} is not recorded (DJL 0.35.1, {@code torchTo}), and no gradient would come back. */
        private NDArray half(NDArray x) {
            return x.getManager().zeros(x.getShape(), DataType.FLOAT16).addi(x);
        }

        /** Of two types the sum has the larger. */
        private NDArray single(NDArray x) {
            return x.add(x.getManager().zeros(new Shape(1)));
        }
    };

    private final String label;

    Precision(String label) {
        this.label = label;
    }

    /**
     * Something bilinear of two arrays of float32, as an array of float32; differentiable.
     *
     * @throws UnsupportedOperationException in mixed precision on MXNet
     */
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
