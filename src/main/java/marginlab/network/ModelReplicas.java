package marginlab.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import marginlab.engine.ArrayCopy;
import marginlab.engine.LayerOperators;

/**
 * The copies of a network on further devices, for data-parallel training: each device embeds an equal part of a batch with
 * batch norms over that part, the first device holds centres and loss, and adds the gradients of all.
 *
 * <p>Running statistics are the mean over the devices, as in MXNet's module.
 */
final class ModelReplicas implements AutoCloseable {
    private final FaceModel first;
    private final List<FaceModel> others;

    ModelReplicas(FaceModel first, List<FaceModel> others) {
        this.first = first;
        this.others = others;
    }

    /** As {@link FaceNetwork} says, with the embeddings of all parts in the order of the batch, on the first device. */
    NDList forward(NDList inputs) {
        if (others.isEmpty()) {
            return first.forwardHere(inputs);
        }
        NDManager scope = inputs.get(0).getManager();
        NDList outputs = first.forwardHere(share(inputs, 0));
        NDList embeddings = new NDList(outputs.get(0));
        for (int i = 0; i < others.size(); i++) {
            FaceModel other = others.get(i);
            NDManager there = scope.newSubManager(other.manager().getDevice());
            other.parts().forEach(part -> there.tempAttachAll(part.array()));
            NDList share = new NDList();
            for (NDArray input : share(inputs, i + 1)) {
                NDArray moved = input.toDevice(there.getDevice(), false);
                moved.attach(there);
                share.add(moved);
            }
            embeddings.add(
                    LayerOperators.of(scope).moved(other.forwardHere(share).get(0), scope));
        }
        NDList all = new NDList(NDArrays.concat(embeddings));
        all.addAll(outputs.subNDList(1));
        return all;
    }

    private NDList share(NDList inputs, int device) {
        NDList share = new NDList();
        for (NDArray input : inputs) {
            long each = input.getShape().get(0) / (others.size() + 1);
            share.add(input.get(new NDIndex("{}:{}", device * each, (device + 1) * each)));
        }
        return share;
    }

    /** Whether there is one device alone. */
    boolean isEmpty() {
        return others.isEmpty();
    }

    /** Gives all devices what the first one has; not while the engine records. */
    void spread() {
        for (FaceModel other : others) {
            other.parts().forEach(part -> ArrayCopy.copy(first.part(part.name()).array(), part.array()));
        }
    }

    /** Adds the gradients of all devices to those of the first, and gives it the mean of their running statistics. */
    void gather() {
        first.settleHere();
        others.forEach(FaceModel::settleHere);
        if (others.isEmpty()) {
            return;
        }
        LayerOperators layers = LayerOperators.of(first.manager());
        for (FaceModel other : others) {
            for (FaceModel.Part part : other.parts()) {
                NDArray sum = first.part(part.name()).array();
                if (part.trained()) {
                    try (NDArray total = sum.getGradient();
                            NDArray gradient = part.array().getGradient()) {
                        add(total, gradient);
                        layers.clear(gradient);
                    }
                } else {
                    add(sum, part.array());
                }
            }
        }
        for (FaceModel.Part part : others.get(0).parts()) {
            if (!part.trained()) {
                first.part(part.name()).array().divi(others.size() + 1);
            }
        }
    }

    private static void add(NDArray sum, NDArray addend) {
        NDArray here = addend.toDevice(sum.getDevice(), false);
        sum.addi(here);
        if (here != addend) {
            here.close();
        }
    }

    @Override
    public void close() {
        others.forEach(FaceModel::close);
    }
}
