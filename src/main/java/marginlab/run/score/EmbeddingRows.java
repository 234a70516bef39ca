package marginlab.run.score;

import java.nio.file.Path;
import marginlab.file.npy.NpyWriter;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.problem.LineProblems;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.train.ImageEmbedder;

/** Embeddings that go to their file row by row: a set of a million images need not fit into memory. */
public final class EmbeddingRows {
    private EmbeddingRows() {}

    /** Embeds a set, whole or not at all; {@code flip}, for the mirrored images, may be null. */
    public static void write(ImageEmbedder embedder, EncodedImages images, int dimension, Path out, Path flip) {
        try {
            embed(embedder, images, dimension, out, flip);
        } catch (ProblemException first) {
            unreadable(images)
                    .raise(new Problem(
                            out.toString(),
                            "images that cannot be embedded",
                            "all " + images.size() + ": rows belong to images by their place",
                            "Nothing was written; fix those above (the first of them are listed)"));
            throw first;
        }
    }

    /** The first images that cannot be decoded. */
    private static LineProblems unreadable(EncodedImages images) {
        ImageDecoder decoder = new ImageDecoder(1);
        byte[] pixel = new byte[decoder.bytes()];
        LineProblems faults = new LineProblems();
        for (int i = 0; i < images.size() && !faults.isFull(); i++) {
            int image = i;
            faults.gather(() -> decoder.decode(images, image, pixel));
        }
        return faults;
    }

    private static void embed(ImageEmbedder embedder, EncodedImages images, int dimension, Path out, Path flip) {
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
