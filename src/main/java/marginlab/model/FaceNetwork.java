package marginlab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import marginlab.experiment.Backbone;

/**
 * The backbone with the class centres beside it.
 *
 * <p>In training the output is (embedding {@code [N, d]}, centres {@code [C, d]}, bias {@code [C]}) as far as the head
 * has them; otherwise it is the embedding. The centres are here and not in the loss, because a loss that owns
 * parameters would need an optimiser of its own.
 */
public final class FaceNetwork extends AbstractBlock {
    /** Name of the parameter that holds the class centres. */
    public static final String CENTRES = "centres";

    private final IrNetwork backbone;
    private final Parameter centres;
    private final Parameter bias;

    public FaceNetwork(Backbone backbone, int embedding, Head head) {
        this.backbone = addChildBlock("Backbone", new IrNetwork(backbone, embedding));
        centres = head.identities() == 0
                ? null
                : parameter(CENTRES, Parameter.Type.WEIGHT, new Shape(head.identities(), embedding));
        bias = head.bias() ? parameter("bias", Parameter.Type.BIAS, new Shape(head.identities())) : null;
    }

    private Parameter parameter(String name, Parameter.Type type, Shape shape) {
        return addParameter(
                Parameter.builder().setName(name).setType(type).optShape(shape).build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDList outputs = new NDList(backbone.forward(store, inputs, training));
        for (Parameter extra : new Parameter[] {centres, bias}) {
            if (training && extra != null) {
                NDArray images = inputs.get(0);
                outputs.add(store.getValue(extra, images.getDevice(), true));
            }
        }
        return outputs;
    }

    /** Shape {@code [N, C, h, w]} of the dropout mask for images of a shape. */
    public Shape maskShape(Shape images) {
        return backbone.mapShape(images);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        backbone.initialize(manager, type, inputs[0]);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return backbone.getOutputShapes(inputs);
    }
}
