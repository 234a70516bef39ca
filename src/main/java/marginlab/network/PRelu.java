package marginlab.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import marginlab.engine.LayerOperators;

/** max(x, 0) + slope min(x, 0) with a learned slope a channel, 0.25 at the start. */
final class PRelu extends AbstractBlock {
    static final float FIRST_SLOPE = 0.25f;

    private final Parameter slope;

    PRelu() {
        slope = addParameter(Parameter.builder()
                .setName("gamma")
                .setType(Parameter.Type.GAMMA)
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray slopes = store.getValue(slope, x.getDevice(), training);
        return new NDList(LayerOperators.of(x.getManager()).prelu(x, slopes));
    }

    @Override
    protected void prepare(Shape[] inputs) {
        slope.setShape(new Shape(inputs[0].get(1)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return inputs;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
        // There are none.
    }
}
