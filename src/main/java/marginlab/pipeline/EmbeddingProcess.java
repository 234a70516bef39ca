package marginlab.pipeline;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import marginlab.data.Catalog;
import marginlab.data.Images;
import marginlab.experiment.Settings;
import marginlab.model.FaceModel;
import marginlab.run.RunFolder;
import marginlab.train.Embedder;
import marginlab.verify.NpyWriter;

/** The process that embeds one dataset with the network of a finished run and prints how many rows it wrote as JSON. */
public final class EmbeddingProcess {
    private EmbeddingProcess() {}

    /** Arguments: run folder, catalog, dataset, file for the embeddings, and for those of the mirrored images if wanted. */
    public static void main(String[] arguments) throws IOException {
        Path flip = arguments.length > 4 ? Path.of(arguments[4]) : null;
        Reply.to(() -> embed(
                        new RunFolder(Path.of(arguments[0])),
                        Catalogs.open(Path.of(arguments[1])),
                        arguments[2],
                        Path.of(arguments[3]),
                        flip)
                .toString());
    }

    private static JsonObject embed(RunFolder folder, Catalog catalog, String name, Path out, Path flip)
            throws IOException {
        Settings settings = folder.trial().settings();
        try (Images images = catalog.images(name);
                FaceModel model = FinishedNetwork.open(folder)) {
            Embedder embedder =
                    new Embedder(model, settings.input(), settings.schedule().batch(), new Told());
            write(embedder, images, settings.embedding(), out, flip);
            JsonObject answer = new JsonObject();
            answer.addProperty("rows", images.size());
            answer.addProperty("dimension", settings.embedding());
            return answer;
        }
    }

    /** Row by row: a set of a million images need not fit into memory; {@code flip} may be null. */
    static void write(Embedder embedder, Images images, int dimension, Path out, Path flip) {
        if (flip == null) {
            try (NpyWriter rows = new NpyWriter(out, images.size(), dimension)) {
                embedder.eachPlain(images, (plain, image) -> rows.add(plain));
                rows.finish();
            }
            return;
        }
        try (NpyWriter rows = new NpyWriter(out, images.size(), dimension);
                NpyWriter mirrored = new NpyWriter(flip, images.size(), dimension)) {
            embedder.each(images, (image, plain, flipped) -> {
                rows.add(plain);
                mirrored.add(flipped);
            });
            rows.finish();
            mirrored.finish();
        }
    }
}
