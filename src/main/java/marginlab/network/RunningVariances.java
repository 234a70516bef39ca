package marginlab.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.norm.BatchNorm;
import java.util.ArrayList;
import java.util.List;
import marginlab.engine.Operators;

/**
 * The running variances of a network's batch normalisations, as MXNet keeps them on every engine: {@code keep old + (1 - keep)
 * var}, var over the n values of a channel divided by n. PyTorch divides by n - 1 there, though not where it normalises, which makes
 * the embeddings of a small batch's network others.
 */
final class RunningVariances {
    private final List<ChannelVariances> running = new ArrayList<>();
    private final List<NDArray> before = new ArrayList<>();

    /**
     * One of them.
     *
     * @param variance {@code [C]}
     * @param each values of a channel in one image
     */
    private record ChannelVariances(NDArray variance, long each) {}

    /** Those of a network whose arrays are there. */
    RunningVariances(Block network) {
        gather(network);
    }

    private void gather(Block block) {
        if (block instanceof BatchNorm) {
            NDArray variance = block.getParameters().get("runningVar").getArray();
            if (Operators.of(variance) == Operators.PYTORCH) {
                running.add(new ChannelVariances(
                        variance, block.describeInput().valueAt(0).slice(2).size()));
            }
        }
        block.getChildren().values().forEach(this::gather);
    }

    /** Before a forward pass of a training. */
    void keep() {
        before.clear();
        running.forEach(one -> before.add(one.variance().duplicate()));
    }

    /** After its backward pass, which still needs them as the engine left them. */
    void settle(long images) {
        for (int i = 0; i < before.size(); i++) {
            double n = images * running.get(i).each();
            float share = (float) ((n - 1) / n);
            try (NDArray old = before.get(i)) {
                NDArray rest = old.muli(NetworkLayers.KEEP * (1 - share));
                running.get(i).variance().muli(share).addi(rest);
            }
        }
        before.clear();
    }
}
