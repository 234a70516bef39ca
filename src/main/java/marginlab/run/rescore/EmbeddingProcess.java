package marginlab.run.rescore;

import java.io.IOException;
import java.nio.file.Path;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.experiment.setting.Settings;
import marginlab.file.json.Json;
import marginlab.image.decode.EncodedImages;
import marginlab.network.FaceModel;
import marginlab.run.RunFolder;
import marginlab.run.launch.HelperAnswer;
import marginlab.run.launch.HelperProgress;
import marginlab.run.score.EmbeddingRows;
import marginlab.train.ImageEmbedder;

/** The process that embeds one dataset with the network of a finished run and prints how many rows it wrote as JSON. */
public final class EmbeddingProcess {
    private EmbeddingProcess() {}

    /** Arguments: run folder, catalog, dataset, file for the embeddings, and for those of the mirrored images if wanted. */
    public static void main(String[] arguments) throws IOException {
        Path flip = arguments.length > 4 ? Path.of(arguments[4]) : null;
        HelperAnswer.to(() -> Json.line(embed(
                new RunFolder(Path.of(arguments[0])),
                BuiltInCatalog.open(Path.of(arguments[1])),
                arguments[2],
                Path.of(arguments[3]),
                flip)));
    }

    private static EmbeddedImages embed(RunFolder folder, Catalog catalog, String name, Path out, Path flip)
            throws IOException {
        Settings settings = folder.trial().settings();
        try (EncodedImages images = catalog.images(name);
                FaceModel model = TrainedNetwork.open(folder)) {
            ImageEmbedder embedder = new ImageEmbedder(
                    model, settings.input(), settings.schedule().batch(), new HelperProgress());
            EmbeddingRows.write(embedder, images, settings.embedding(), out, flip);
            return new EmbeddedImages(images.size(), settings.embedding());
        }
    }
}
