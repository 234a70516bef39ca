package marginlab.pipeline;

import marginlab.data.Progress;
import marginlab.data.TemplateSet;
import marginlab.data.VerificationSet;
import marginlab.experiment.Settings;
import marginlab.model.FaceModel;
import marginlab.train.Embedder;
import marginlab.verify.PairEmbeddings;
import marginlab.verify.PairList;
import marginlab.verify.VideoMeans;

/**
 * Embeds the pairs of verification sets with a model as it is at that moment.
 *
 * @param progress hears of each batch
 */
record PairEmbedder(FaceModel model, Settings settings, Progress progress) {
    /** Rows 2i and 2i + 1 are the two images of pair i. */
    PairEmbeddings embed(VerificationSet set) {
        Embedder.Embeddings embeddings = embedder().embed(set.images());
        return new PairEmbeddings(inPairs(embeddings.plain(), set), inPairs(embeddings.flipped(), set), set.same());
    }

    /** Pairs of videos, each as the mean of its frames and as the mean of its mirrored frames. */
    PairEmbeddings embed(TemplateSet set) {
        VideoMeans plain = new VideoMeans(set.template(), settings.embedding());
        VideoMeans flipped = new VideoMeans(set.template(), settings.embedding());
        embedder().each(set.images(), (frame, one, mirrored) -> {
            plain.add(frame, one);
            flipped.add(frame, mirrored);
        });
        return new PairList(set.left(), set.right(), set.same()).of(plain.means(), flipped.means());
    }

    private Embedder embedder() {
        return new Embedder(model, settings.input(), settings.schedule().batch(), progress);
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
