package marginlab.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import marginlab.engine.Operators;
import marginlab.experiment.setting.Backbone;

/**
 * The improved residual unit: BN, 3 x 3 convolution, BN, PReLU, 3 x 3 convolution with the stride, BN, added to the
 * shortcut; nothing after the addition.
 *
 * <p>The shortcut is the input itself, or a 1 x 1 convolution with BN in the first unit of a stage. In IR-SE the channels of the
 * change are weighed by {@link SqueezeExcitation}.
 */
final class IrUnit extends AbstractBlock {
    private final Block residual;
    private final Block shortcut;

    IrUnit(int width, int stride, boolean first, Backbone backbone, NetworkLayers parts) {
        SequentialBlock layers = new SequentialBlock()
                .add(parts.batchNorm())
                .add(parts.convolution(width, 3, 1))
                .add(parts.batchNorm())
                .add(parts.activation(backbone.activation()))
                .add(parts.convolution(width, 3, stride))
                .add(parts.batchNorm());
        if (backbone.kind() == Backbone.Kind.IR_SE) {
            layers.add(new SqueezeExcitation(width));
        }
        residual = addChildBlock("Residual", layers);
        shortcut = first
                ? addChildBlock(
                        "Shortcut",
                        new SequentialBlock()
                                .add(parts.convolution(width, 1, stride))
                                .add(parts.batchNorm()))
                : null;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray change = residual.forward(store, inputs, training).singletonOrThrow();
        NDArray kept = shortcut == null
                ? inputs.singletonOrThrow()
                : shortcut.forward(store, inputs, training).singletonOrThrow();
        return new NDList(Operators.of(kept).add(change, kept));
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        residual.initialize(manager, type, inputs);
        if (shortcut != null) {
            shortcut.initialize(manager, type, inputs);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return residual.getOutputShapes(inputs);
    }
}
