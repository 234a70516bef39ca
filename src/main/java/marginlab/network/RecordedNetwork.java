package marginlab.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import marginlab.engine.RecordedGraph;
import marginlab.experiment.setting.Settings;

/** The backbone of a training on MXNet as one operator, seen on one image and a copy of the network. */
final class RecordedNetwork {
    private final FaceModel model;
    private final RecordedGraph graph;
    private final boolean isMasked;

    /** @param inputs of a step: images, and a mask where there is dropout */
    RecordedNetwork(FaceModel model, Settings settings, int inputs) {
        this.model = model;
        isMasked = inputs > 1;
        try (NDManager scope = model.manager().newSubManager()) {
            FaceNetwork copy = new FaceNetwork(settings, NetworkHead.NONE);
            copy.initialize(scope, DataType.FLOAT32, model.imageShape(1));
            NDList image = new NDList(scope.zeros(model.imageShape(1)));
            if (isMasked) {
                image.add(scope.ones(model.maskShape(1)));
            }
            List<NDArray> arrays = new ArrayList<>(image);
            copy.getParameters().values().forEach(parameter -> arrays.add(parameter.getArray()));
            ParameterStore store = new ParameterStore(scope, false);
            graph = new RecordedGraph(
                    model.manager(),
                    arrays,
                    image.size(),
                    () -> copy.forward(store, image, true).get(0));
        }
    }

    /** Embeddings {@code [N, d]} of images, while the engine does not record: with running statistics, and nothing dropped. */
    NDArray embed(NDArray images) {
        NDList inputs = new NDList(images);
        if (isMasked) {
            inputs.add(images.getManager()
                    .ones(model.maskShape(Math.toIntExact(images.getShape().get(0)))));
        }
        return train(inputs);
    }

    /** Embeddings {@code [N, d]} of a step's inputs, while the engine records. */
    NDArray train(NDList inputs) {
        List<NDArray> arrays = new ArrayList<>(inputs);
        model.backbone().forEach(part -> arrays.add(part.array()));
        return graph.run(inputs.get(0).getManager(), arrays);
    }
}
