package marginlab.run.rescore;

import java.io.IOException;
import java.nio.file.Path;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.experiment.setting.Settings;
import marginlab.file.json.Json;
import marginlab.image.decode.EncodedImages;
import marginlab.network.EmbeddingNetwork;
import marginlab.run.RunFolder;
import marginlab.run.launch.HelperAnswer;
import marginlab.run.launch.HelperProgress;
import marginlab.run.network.EmbeddedImages;
import marginlab.run.score.EmbeddingRows;
import marginlab.train.ImageEmbedder;

/** The process that embeds one dataset with the network of a finished run and prints how many rows it wrote as JSON. */
public final class EmbeddingProcess {
    private EmbeddingProcess() {}

    /** Arguments: run folder, catalog, dataset, whether the network is trusted, file for the embeddings, and for those of the mirrored images if wanted. */
    public static void main(String[] arguments) throws IOException {
        Path flip = arguments.length > 5 ? Path.of(arguments[5]) : null;
        HelperAnswer.to(() -> Json.line(embed(
                new RunFolder(Path.of(arguments[0])),
                BuiltInCatalog.open(Path.of(arguments[1])),
                arguments[2],
                arguments[3],
                Path.of(arguments[4]),
                flip)));
    }

    private static EmbeddedImages embed(
            RunFolder folder, Catalog catalog, String name, String trust, Path out, Path flip) throws IOException {
        Settings settings = folder.trial().settings();
        try (EncodedImages images = catalog.images(name);
                EmbeddingNetwork network = TrainedNetwork.open(folder, trust)) {
            ImageEmbedder embedder = new ImageEmbedder(network, settings.embeddingBatch(), new HelperProgress());
            EmbeddingRows.write(embedder, images, network.dimension(), out, flip);
            return new EmbeddedImages(images.size(), network.dimension());
        }
    }
}
