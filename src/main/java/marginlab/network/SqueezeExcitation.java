package marginlab.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import marginlab.engine.LayerOperators;

/**
 * Channels times weights that follow from their means: {@code x sigmoid(B relu(A mean(x)))} with C/16 values between
 * (Squeeze-and-Excitation, arXiv 1709.01507), without biases.
 */
final class SqueezeExcitation extends AbstractBlock {
    private static final int REDUCTION = 16;

    private final Block squeeze;
    private final Block excite;

    SqueezeExcitation(int channels) {
        squeeze = addChildBlock("Squeeze", linear(Math.max(1, channels / REDUCTION)));
        excite = addChildBlock("Excite", linear(channels));
    }

    private static Block linear(int units) {
        return Linear.builder().setUnits(units).optBias(false).build();
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray maps = inputs.singletonOrThrow();
        NDArray means = LayerOperators.of(maps.getManager()).channelMeans(maps);
        NDArray few = squeeze.forward(store, new NDList(means), training).singletonOrThrow();
        NDArray weights = excite.forward(
                        store, new NDList(few.getNDArrayInternal().relu()), training)
                .singletonOrThrow()
                .getNDArrayInternal()
                .sigmoid();
        return new NDList(maps.mul(weights.expandDims(2).expandDims(3)));
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        Shape means = inputs[0].slice(0, 2);
        squeeze.initialize(manager, type, means);
        excite.initialize(manager, type, squeeze.getOutputShapes(new Shape[] {means}));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return inputs;
    }
}
