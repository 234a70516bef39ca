package marginlab.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import marginlab.engine.LayerOperators;

/** A square convolution without a bias. Called as DJL's is: the arrays of a checkpoint are named after the classes of the layers. */
final class Conv2d extends ai.djl.nn.convolutional.Conv2d {

    Conv2d(int filters, int kernel, int stride, int padding, int groups) {
        super(new Parts()
                .setKernelShape(new Shape(kernel, kernel))
                .setFilters(filters)
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .optGroups(groups)
                .optBias(false));
    }

    /** DJL's builder, which only it and its subclasses can make. */
    private static final class Parts extends Builder {}

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray filters = store.getValue(weight, x.getDevice(), training);
        return new NDList(
                LayerOperators.of(x.getManager()).convolution(x, filters, stride.get(0), padding.get(0), groups));
    }
}
