package marginlab.run.score;

import marginlab.dataset.TemplateSet;
import marginlab.dataset.VerificationSet;
import marginlab.network.EmbeddingNetwork;
import marginlab.progress.Progress;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairList;
import marginlab.protocol.pair.VideoMeans;
import marginlab.train.ImageEmbedder;

/**
 * Embeds the pairs of verification sets with a model as it is at that moment.
 *
 * @param batch images at once
 * @param progress hears of each batch
 */
public record PairEmbedder(EmbeddingNetwork network, int batch, Progress progress) {
    /** Rows 2i and 2i + 1 are the two images of pair i. */
    public PairEmbeddings embed(VerificationSet set) {
        ImageEmbedder.Embeddings embeddings = embedder().embed(set.images());
        return new PairEmbeddings(inPairs(embeddings.plain(), set), inPairs(embeddings.flipped(), set), set.same());
    }

    /** Pairs of videos, each as the mean of its frames and as the mean of its mirrored frames. */
    public PairEmbeddings embed(TemplateSet set) {
        VideoMeans plain = new VideoMeans(set.template(), network.dimension());
        VideoMeans flipped = new VideoMeans(set.template(), network.dimension());
        embedder().each(set.images(), (frame, one, mirrored) -> {
            plain.add(frame, one);
            flipped.add(frame, mirrored);
        });
        return new PairList(set.left(), set.right(), set.same()).of(plain.means(), flipped.means());
    }

    private ImageEmbedder embedder() {
        return new ImageEmbedder(network, batch, progress);
    }

    private static float[][] inPairs(float[][] embeddings, VerificationSet set) {
        int[] left = set.left();
        int[] right = set.right();
        float[][] rows = new float[2 * left.length][];
        for (int i = 0; i < left.length; i++) {
            rows[2 * i] = embeddings[left[i]];
            rows[2 * i + 1] = embeddings[right[i]];
        }
        return rows;
    }
}
