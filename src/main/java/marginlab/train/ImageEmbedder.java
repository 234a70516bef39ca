package marginlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import marginlab.dataset.batch.EvaluationBatch;
import marginlab.dataset.batch.EvaluationBatches;
import marginlab.engine.HostToEngine;
import marginlab.image.decode.EncodedImages;
import marginlab.network.FaceModel;
import marginlab.progress.Progress;

/** Turns the images of a set into embeddings with a trained model. */
public final class ImageEmbedder {
    private final FaceModel model;
    private final int input;
    private final int batch;
    private final Progress progress;

    /**
     * An embedder.
     *
     * @param input side of the network's input in pixels
     * @param batch images at once
     */
    public ImageEmbedder(FaceModel model, int input, int batch) {
        this(model, input, batch, Progress.none());
    }

    /** @param progress hears of each batch: a large set takes hours on a processor */
    public ImageEmbedder(FaceModel model, int input, int batch, Progress progress) {
        this.model = model;
        this.input = input;
        this.batch = batch;
        this.progress = progress;
    }

    /**
     * Embeddings {@code [n, d]} of the images in order.
     *
     * @param plain of the images as they are
     * @param flipped of the images mirrored left to right
     */
    public record Embeddings(float[][] plain, float[][] flipped) {}

    /** Takes an image's place and its embeddings {@code [d]}. */
    public interface Visitor {
        void visit(int image, float[] plain, float[] flipped);
    }

    /** Embeds every image, plain and mirrored. */
    public Embeddings embed(EncodedImages images) {
        float[][] plain = new float[images.size()][];
        float[][] flipped = new float[images.size()][];
        each(images, (image, one, mirrored) -> {
            plain[image] = one;
            flipped[image] = mirrored;
        });
        return new Embeddings(plain, flipped);
    }

    /** Embeds every image, plain and mirrored, in order; nothing is kept. */
    public void each(EncodedImages images, Visitor visitor) {
        try (EvaluationBatches batches = new EvaluationBatches(images, input, batch)) {
            while (batches.hasNext()) {
                EvaluationBatch next = batches.next();
                float[][] plain = embed(next.plain(), next, images.size());
                float[][] flipped = embed(next.mirrored(), next, images.size());
                for (int i = 0; i < next.size(); i++) {
                    visitor.visit(next.first() + i, plain[i], flipped[i]);
                }
            }
        }
    }

    /** Embeds every image as it is: {@code [n, d]}. */
    public float[][] plain(EncodedImages images) {
        float[][] rows = new float[images.size()][];
        eachPlain(images, (row, image) -> rows[image] = row);
        return rows;
    }

    /** Embeds every image as it is, in order; nothing is kept. */
    public void eachPlain(EncodedImages images, ObjIntConsumer<float[]> visitor) {
        try (EvaluationBatches batches = new EvaluationBatches(images, input, batch)) {
            while (batches.hasNext()) {
                EvaluationBatch next = batches.next();
                float[][] rows = embed(next.plain(), next, images.size());
                for (int i = 0; i < rows.length; i++) {
                    visitor.accept(rows[i], next.first() + i);
                }
            }
        }
    }

    private float[][] embed(FloatBuffer pixels, EvaluationBatch batch, int all) {
        try (NDManager scope = model.manager().newSubManager()) {
            model.parts().forEach(part -> scope.tempAttachAll(part.array()));
            NDArray embeddings = model.embed(
                    HostToEngine.floats(scope, pixels.duplicate().rewind(), model.imageShape(batch.size())));
            float[] values = embeddings.toFloatArray();
            int dimension = values.length / batch.size();
            float[][] rows = new float[batch.size()][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension);
            }
            progress.at("images", batch.first() + batch.size(), all);
            return rows;
        }
    }
}
