package marginlab.run.score;

import marginlab.dataset.TemplateSet;
import marginlab.dataset.VerificationSet;
import marginlab.file.npy.Npy;
import marginlab.image.decode.DistinctImages;
import marginlab.network.EmbeddingNetwork;
import marginlab.progress.Progress;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairList;
import marginlab.protocol.pair.PairScores;
import marginlab.protocol.pair.VideoMeans;
import marginlab.run.RunFolder;
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
        DistinctImages distinct = DistinctImages.of(set.images());
        ImageEmbedder.Embeddings embeddings = embedder().embed(distinct.images());
        return new PairEmbeddings(
                inPairs(distinct.spread(embeddings.plain()), set),
                inPairs(distinct.spread(embeddings.flipped()), set),
                set.same());
    }

    /** Pairs of videos, each as the mean of its frames and as the mean of its mirrored frames. */
    private PairEmbeddings embed(TemplateSet set) {
        VideoMeans plain = new VideoMeans(set.template(), network.dimension());
        VideoMeans flipped = new VideoMeans(set.template(), network.dimension());
        embedder().each(set.images(), (frame, one, mirrored) -> {
            plain.add(frame, one);
            flipped.add(frame, mirrored);
        });
        return new PairList(set.left(), set.right(), set.same()).of(plain.means(), flipped.means());
    }

    /** Embeds pairs, and keeps them in the folder of a run with what they score by the reference's rules. */
    public void keep(String name, VerificationSet set, RunFolder folder) {
        keep(name, embed(set), folder);
    }

    /** The same of pairs of videos. */
    public void keep(String name, TemplateSet set, RunFolder folder) {
        keep(name, embed(set), folder);
    }

    private static void keep(String name, PairEmbeddings embeddings, RunFolder folder) {
        Npy.write(folder.plainEmbeddings(name), embeddings.plain());
        Npy.write(folder.flippedEmbeddings(name), embeddings.flipped());
        PairScores scores = embeddings.scores(embeddings.defaultFusion());
        Npy.write(folder.scores(name), scores.distances());
        Npy.write(folder.same(name), scores.same());
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
