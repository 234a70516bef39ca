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
import marginlab.engine.Precision;
import marginlab.experiment.setting.Backbone;
import marginlab.experiment.setting.Recipe;

/**
 * Faces to embeddings: a stem, stages of {@link IrUnit}s that halve the side, or a {@link MobileTrunk}, and the output layer "E" of the ArcFace
 * paper: BN, dropout, fully connected, BN with its scale fixed at one.
 *
 * <p>In: images {@code [N, 3, S, S]}, and while training, where there is dropout, its mask {@code [N, C, h, w]} with
 * values 0 and 1 / (1 - p). Out: embeddings {@code [N, d]}. The mask comes from outside so that a resumed trial draws
 * the same one on every engine.
 */
final class IrNetwork extends AbstractBlock {
    private final Block trunk;
    private final Block output;
    private final int embedding;

    IrNetwork(Backbone backbone, int side, int embedding, Recipe recipe, Precision precision) {
        this.embedding = embedding;
        NetworkLayers parts = new NetworkLayers(recipe.epsilon(), precision);
        SequentialBlock layers = backbone.kind() == Backbone.Kind.MOBILE
                ? MobileTrunk.of(backbone, new NetworkLayers(recipe.mobileEpsilon(), precision), side)
                : residualTrunk(backbone, parts);
        trunk = addChildBlock("Trunk", layers);
        output = addChildBlock(
                "Output", new SequentialBlock().add(parts.linear(embedding)).add(parts.batchNormUnscaled()));
    }

    private static SequentialBlock residualTrunk(Backbone backbone, NetworkLayers parts) {
        SequentialBlock layers = new SequentialBlock()
                .add(parts.convolution(backbone.widths().get(0), 3, 1))
                .add(parts.batchNorm())
                .add(parts.activation(backbone.activation()));
        for (int stage = 0; stage < backbone.units().size(); stage++) {
            for (int unit = 0; unit < backbone.units().get(stage); unit++) {
                boolean first = unit == 0;
                layers.add(new IrUnit(backbone.widths().get(stage), first ? 2 : 1, first, backbone, parts));
            }
        }
        return layers.add(parts.batchNorm());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray maps = trunk.forward(store, new NDList(inputs.get(0)), training).singletonOrThrow();
        if (inputs.size() > 1) {
            maps = Operators.of(maps).mul(maps, inputs.get(1));
        }
        return output.forward(store, new NDList(Operators.of(maps).flatten(maps)), training);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        trunk.initialize(manager, type, inputs[0]);
        Shape maps = mapShape(inputs[0]);
        output.initialize(manager, type, new Shape(maps.get(0), maps.size() / maps.get(0)));
    }

    /** Shape of the feature maps {@code [N, C, h, w]} before the output layer. */
    Shape mapShape(Shape images) {
        return trunk.getOutputShapes(new Shape[] {images})[0];
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(0), embedding)};
    }
}
