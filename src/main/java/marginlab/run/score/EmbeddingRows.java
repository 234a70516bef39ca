package marginlab.run.score;

import java.nio.file.Path;
import marginlab.file.npy.NpyWriter;
import marginlab.image.decode.EncodedImages;
import marginlab.train.ImageEmbedder;

/** Embeddings that go to their file row by row: a set of a million images need not fit into memory. */
public final class EmbeddingRows {
    private EmbeddingRows() {}

    /** Embeds a set; {@code flip}, for the mirrored images, may be null. */
    public static void write(ImageEmbedder embedder, EncodedImages images, int dimension, Path out, Path flip) {
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
