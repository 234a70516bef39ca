package marginlab.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import marginlab.engine.LayerOperators;
import marginlab.engine.Precision;

/** A square convolution without a bias. Called as DJL's is: the arrays of a checkpoint are named after the classes of the layers. */
final class Conv2d extends ai.djl.nn.convolutional.Conv2d {
    private final Precision precision;

    /** @param precision of training; what embeds is in float32 */
    Conv2d(int filters, int kernel, int stride, int padding, int groups, Precision precision) {
        super(new ConvolutionParts()
                .setKernelShape(new Shape(kernel, kernel))
                .setFilters(filters)
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .optGroups(groups)
                .optBias(false));
        this.precision = precision;
    }

    /** DJL's builder, which only it and its subclasses can make. */
    private static final class ConvolutionParts extends Builder {}

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray filters = store.getValue(weight, x.getDevice(), training);
        LayerOperators layers = LayerOperators.of(x.getManager());
        return new NDList((training ? precision : Precision.FLOAT32)
                .product(x, filters, (a, b) -> layers.convolution(a, b, stride.get(0), padding.get(0), groups)));
    }
}
