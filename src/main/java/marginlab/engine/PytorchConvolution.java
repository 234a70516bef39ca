package marginlab.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * A convolution of PyTorch with filters and channels filled up with zeros to whole blocks. Where a 3 x 3 convolution has others, oneDNN
 * 3.7 (PyTorch 2.7.1, a processor with AVX-512) reads memory that nobody has written: the gradient by the input is then wrong, and from
 * 24 channels on the output too, by whatever others left there.
 */
final class PytorchConvolution {
    /** Channels that oneDNN takes together. */
    private static final long BLOCK = 16;

    private PytorchConvolution() {}

    /** {@link LayerOperators#convolution}. */
    static NDArray of(NDArray x, NDArray filters, long stride, long padding, int groups) {
        Shape shape = filters.getShape();
        long count = shape.get(0);
        if (groups > 1 || shape.get(2) == 1) {
            return LayerOperators.convolve(x, filters, stride, padding, groups);
        }
        // The gradient by the input reads all filters, and the output all channels, where they are more than one block.
        long missing = toBlock(count);
        long channels = shape.get(1) > BLOCK ? toBlock(shape.get(1)) : 0;
        NDArray y = LayerOperators.convolve(
                filled(x, 1, channels), filled(filled(filters, 1, channels), 0, missing), stride, padding, groups);
        return missing == 0 ? y : y.get(new NDIndex(":, :{}", count));
    }

    private static long toBlock(long channels) {
        return Math.floorMod(-channels, BLOCK);
    }

    /** An array with so many more entries along an axis, all of them zero. */
    private static NDArray filled(NDArray array, int axis, long more) {
        if (more == 0) {
            return array;
        }
        long[] zeros = array.getShape().getShape().clone();
        zeros[axis] = more;
        return array.concat(array.getManager().zeros(new Shape(zeros), array.getDataType()), axis);
    }
}
