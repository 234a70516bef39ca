package marginlab.train;

import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.engine.HostToEngine;
import marginlab.experiment.setting.Settings;
import marginlab.network.FaceModel;
import marginlab.network.FaceNetwork;
import marginlab.network.NetworkHead;
import marginlab.plan.Trial;

/** A trained network in the engine library's own form: images {@code [N, 3, S, S]} in, embeddings {@code [N, d]} out. */
public final class SavedModel {
    /** What the model is called. */
    public static final String NAME = "face";

    private static final NetworkHead NONE = new NetworkHead(0, false);

    private SavedModel() {}

    /** The network of a trial, rebuilt from its settings, for {@code Model.setBlock}; its values come with {@code Model.load}. */
    public static Block block(Path trial) throws IOException {
        return new FaceNetwork(Trial.fromJson(Files.readString(trial)).settings(), NONE);
    }

    /** Writes the network of a trained model, without what stands on the embedding, into a folder. */
    public static void write(FaceModel trained, Settings settings, Path folder) throws IOException {
        FaceNetwork network = new FaceNetwork(settings, NONE);
        try (Model model = Model.newInstance(NAME, trained.manager().getDevice(), settings.engine())) {
            network.initialize(model.getNDManager(), DataType.FLOAT32, trained.imageShape(1));
            for (Pair<String, Parameter> entry : network.getParameters()) {
                HostToEngine.fill(
                        entry.getValue().getArray(),
                        trained.part(entry.getKey()).array().toFloatArray());
            }
            model.setBlock(network);
            model.save(folder, NAME);
        }
    }
}
