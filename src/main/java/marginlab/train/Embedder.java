package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntConsumer;
import marginlab.data.EvaluationBatch;
import marginlab.data.EvaluationBatches;
import marginlab.data.Images;
import marginlab.engine.FromHost;
import marginlab.model.FaceModel;

/** Turns the images of a set into embeddings with a trained model. */
public final class Embedder {
    private final FaceModel model;
    private final int input;
    private final int batch;

    /**
     * An embedder.
     *
     * @param input side of the network's input in pixels
     * @param batch images at once
     */
    public Embedder(FaceModel model, int input, int batch) {
        this.model = model;
        this.input = input;
        this.batch = batch;
    }

    /**
     * Embeddings {@code [n, d]} of the images in order.
     *
     * @param plain of the images as they are
     * @param flipped of the images mirrored left to right
     */
    public record Embeddings(float[][] plain, float[][] flipped) {}

    /** Embeds every image, plain and mirrored; {@code progress} is told how many are done. */
    public Embeddings embed(Images images, IntConsumer progress) {
        float[][] plain = new float[images.size()][];
        float[][] flipped = new float[images.size()][];
        try (EvaluationBatches batches = new EvaluationBatches(images, input, batch)) {
            while (batches.hasNext()) {
                EvaluationBatch next = batches.next();
                embed(next.plain(), next, plain);
                embed(next.mirrored(), next, flipped);
                progress.accept(next.first() + next.size());
            }
        }
        return new Embeddings(plain, flipped);
    }

    /** Embeds every image as it is: {@code [n, d]}. */
    public float[][] plain(Images images) {
        float[][] rows = new float[images.size()][];
        try (EvaluationBatches batches = new EvaluationBatches(images, input, batch)) {
            while (batches.hasNext()) {
                EvaluationBatch next = batches.next();
                embed(next.plain(), next, rows);
            }
        }
        return rows;
    }

    private void embed(FloatBuffer pixels, EvaluationBatch batch, float[][] rows) {
        try (NDManager scope = model.manager().newSubManager()) {
            model.parts().forEach(part -> scope.tempAttachAll(part.array()));
            NDArray embeddings =
                    model.embed(FromHost.floats(scope, pixels.duplicate().rewind(), model.imageShape(batch.size())));
            float[] values = embeddings.toFloatArray();
            int dimension = values.length / batch.size();
            for (int i = 0; i < batch.size(); i++) {
                rows[batch.first() + i] = Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension);
            }
        }
    }
}
