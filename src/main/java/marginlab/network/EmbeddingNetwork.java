package marginlab.network;

import java.nio.FloatBuffer;
import marginlab.experiment.network.ImageForm;

/** Faces to embeddings, whoever trained it. */
public interface EmbeddingNetwork extends AutoCloseable {

    /** Images as it takes them. */
    ImageForm form();

    /** Numbers of an embedding. */
    int dimension();

    /**
     * Embeddings {@code [n, d]} of so many images {@code [n, 3, height, width]} at the beginning of a buffer, with running
     * statistics and without dropout.
     */
    float[][] embed(FloatBuffer pixels, int images);

    @Override
    void close();
}
