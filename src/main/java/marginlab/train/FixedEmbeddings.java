package marginlab.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import marginlab.dataset.batch.BatchFiller;
import marginlab.image.decode.EncodedImages;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * The embeddings of a training set by a frozen backbone, of the images as they are and mirrored, made once: a step then costs what
 * stands on the embedding.
 */
public final class FixedEmbeddings implements BatchFiller {
    private final ImageEmbedder.Embeddings rows;
    private final int dimension;

    private FixedEmbeddings(ImageEmbedder.Embeddings rows, int dimension) {
        this.rows = rows;
        this.dimension = dimension;
    }

    /**
     * Embeds all images of a set.
     *
     * @param dimension d of an embedding
     * @throws ProblemException where they would not fit into half of the memory
     */
    public static FixedEmbeddings of(EncodedImages images, ImageEmbedder embedder, int dimension) {
        long bytes = 2L * images.size() * (Float.BYTES * dimension + 16L);
        long most = Runtime.getRuntime().maxMemory() / 2;
        if (bytes > most) {
            throw new ProblemException(new Problem(
                    "freeze: backbone",
                    (bytes >> 20) + " MB of embeddings, of " + images.size() + " images, each as it is and mirrored",
                    "at most " + (most >> 20) + " MB, half of the memory that Java may use",
                    "Train on fewer identities, or with fewer jobs at once"));
        }
        return new FixedEmbeddings(embedder.embed(images), dimension);
    }

    /** Of the images as they are, {@code [n, d]}. */
    public float[][] plain() {
        return rows.plain();
    }

    @Override
    public FloatBuffer room(int images) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(images, Float.BYTES * dimension))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public void put(long step, int place, int image, boolean mirrored, FloatBuffer batch) {
        batch.put(place * dimension, mirrored ? rows.flipped()[image] : rows.plain()[image]);
    }
}
