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
import java.util.ArrayList;
import java.util.List;
import marginlab.experiment.setting.Recipe;
import marginlab.experiment.setting.Settings;

/**
 * The backbone with the class centres beside it. Where the backbone is frozen, the input of a training step is what it gave once:
 * embeddings {@code [N, d]}.
 *
 * <p>In training the output is (embedding {@code [N, d]}, centres {@code [K C, d]}, bias {@code [C]}, numbers {@code [1]}) as
 * far as the head has them and they are trained as a whole; otherwise it is the embedding. The centres are here and not in the loss, because a loss that owns
 * parameters would need an optimiser of its own.
 */
public final class FaceNetwork extends AbstractBlock {
    /** Name of the parameter that holds the class centres. */
    public static final String CENTRES = "centres";

    /** Name of the parameter that holds their biases. */
    public static final String BIAS = "bias";

    /** Begins the name of each parameter of the backbone; the library puts its place before it. */
    static final String BACKBONE = "01Backbone_";

    private final IrNetwork backbone;
    private final List<Parameter> extras = new ArrayList<>();
    private final boolean isFrozen;

    /** The network of some settings. */
    public FaceNetwork(Settings settings, NetworkHead head) {
        int embedding = settings.embedding();
        isFrozen = settings.firstWeights().frozen();
        Recipe recipe = settings.variants().recipe();
        backbone = addChildBlock(
                "Backbone",
                new IrNetwork(
                        settings.backbone(),
                        settings.input(),
                        embedding,
                        recipe,
                        settings.variants().precision()));
        if (isFrozen) {
            backbone.freezeParameters(true);
        }
        if (head.identities() > 0) {
            Shape shape = new Shape((long) head.each() * head.identities(), embedding);
            parameter(CENTRES, Parameter.Type.WEIGHT, shape, !head.sampled());
        }
        if (head.bias()) {
            parameter(BIAS, Parameter.Type.BIAS, new Shape(head.identities()), !head.sampled());
        }
        head.numbers().keySet().forEach(name -> parameter(name, Parameter.Type.BIAS, new Shape(1), true));
    }

    private void parameter(String name, Parameter.Type type, Shape shape, boolean trained) {
        Parameter parameter = addParameter(Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(shape)
                .optRequiresGrad(trained)
                .build());
        if (trained) {
            extras.add(parameter);
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray embeddings = training && isFrozen
                ? inputs.get(0)
                : backbone.forward(store, inputs, training).singletonOrThrow();
        return training ? withExtras(store, embeddings) : new NDList(embeddings);
    }

    /** The output of a training whose embeddings are there. */
    NDList withExtras(ParameterStore store, NDArray embeddings) {
        NDList outputs = new NDList(embeddings);
        extras.forEach(extra -> outputs.add(store.getValue(extra, embeddings.getDevice(), true)));
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
