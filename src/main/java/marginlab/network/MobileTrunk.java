package marginlab.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import java.util.List;
import marginlab.engine.Operators;
import marginlab.experiment.setting.Backbone;

/**
 * Images to {@code [N, 512, 1, 1]} by depthwise convolutions (MobileFaceNet, arXiv 1804.07573, table 1): a stem that halves the
 * side, bottlenecks that halve it three times more with residual ones between, a global depthwise convolution.
 */
final class MobileTrunk {
    private final Backbone backbone;
    private final NetworkLayers parts;
    private final int lastSide;

    private MobileTrunk(Backbone backbone, NetworkLayers parts, int side) {
        this.backbone = backbone;
        this.parts = parts;
        int left = side;
        for (int halving = 0; halving <= backbone.units().size(); halving++) {
            left = (left + 1) / 2;
        }
        this.lastSide = left;
    }

    /**
     * The layers.
     *
     * @param backbone whose units are the residual bottlenecks of each stage and whose widths are their channels
     * @param side of the images, from which the kernel of the global convolution follows: 7 for 112
     */
    static SequentialBlock of(Backbone backbone, NetworkLayers parts, int side) {
        return new MobileTrunk(backbone, parts, side).layers();
    }

    private SequentialBlock layers() {
        List<Integer> widths = backbone.widths();
        int width = widths.get(0);
        SequentialBlock layers = new SequentialBlock();
        convolution(layers, parts.convolution(width, 3, 2));
        convolution(layers, parts.depthwise(width, 3, 1, 1));
        for (int stage = 0; stage < widths.size(); stage++) {
            int expanded = (stage == 0 ? 2 : 4) * width;
            width = widths.get(stage);
            bottleneck(layers, expanded, width, 2);
            for (int unit = 0; unit < backbone.units().get(stage); unit++) {
                SequentialBlock change = new SequentialBlock();
                bottleneck(change, 2 * width, width, 1);
                layers.add(residual(change));
            }
        }
        convolution(layers, parts.convolution(Backbone.MOBILE_FEATURES, 1, 1));
        return layers.add(parts.depthwise(Backbone.MOBILE_FEATURES, lastSide, 1, 0))
                .add(parts.batchNorm());
    }

    private void convolution(SequentialBlock layers, Block convolution) {
        layers.add(convolution).add(parts.batchNorm()).add(parts.activation(backbone.activation()));
    }

    private void bottleneck(SequentialBlock layers, int inside, int width, int stride) {
        convolution(layers, parts.convolution(inside, 1, 1));
        convolution(layers, parts.depthwise(inside, 3, stride, 1));
        layers.add(parts.convolution(width, 1, 1)).add(parts.batchNorm());
    }

    private static Block residual(Block change) {
        Block identity = new SequentialBlock().add(x -> x);
        return new ParallelBlock(
                outputs -> {
                    NDArray kept = outputs.get(0).singletonOrThrow();
                    return new NDList(Operators.of(kept).add(outputs.get(1).singletonOrThrow(), kept));
                },
                List.of(identity, change));
    }
}
