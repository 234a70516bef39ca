package marginlab.train;

import java.nio.FloatBuffer;
import java.util.function.ObjIntConsumer;
import marginlab.dataset.batch.EvaluationBatch;
import marginlab.dataset.batch.EvaluationBatches;
import marginlab.image.decode.DistinctImages;
import marginlab.image.decode.EncodedImages;
import marginlab.network.EmbeddingNetwork;
import marginlab.progress.Progress;

/** Turns the images of a set into embeddings with a network. */
public final class ImageEmbedder {
    private final EmbeddingNetwork network;
    private final int batch;
    private final Progress progress;

    /**
     * An embedder.
     *
     * @param batch images at once
     */
    public ImageEmbedder(EmbeddingNetwork network, int batch) {
        this(network, batch, Progress.none());
    }

    /** @param progress hears of each batch: a large set takes hours on a processor */
    public ImageEmbedder(EmbeddingNetwork network, int batch, Progress progress) {
        this.network = network;
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
    public interface EmbeddingVisitor {
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

    /** The same of all images of a set, of which each is embedded once however often it is there; its rows are shared. */
    public Embeddings embed(DistinctImages distinct) {
        Embeddings embeddings = embed(distinct.images());
        return new Embeddings(distinct.spread(embeddings.plain()), distinct.spread(embeddings.flipped()));
    }

    /** Embeds every image, plain and mirrored, in order; nothing is kept. */
    public void each(EncodedImages images, EmbeddingVisitor visitor) {
        try (EvaluationBatches batches = new EvaluationBatches(images, network.form(), batch)) {
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
        try (EvaluationBatches batches = EvaluationBatches.plain(images, network.form(), batch)) {
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
        float[][] rows = network.embed(pixels, batch.size());
        progress.at("images", batch.first() + batch.size(), all);
        return rows;
    }
}
