package marginlab.pipeline;

import marginlab.run.RunFolder;
import marginlab.verify.Npy;
import marginlab.verify.PairEmbeddings;
import marginlab.verify.PairScores;

/** The embeddings and scores of pairs in the folder of a run. */
final class EmbeddedSet {
    private EmbeddedSet() {}

    /** Keeps what was embedded, and what the pairs score by the reference's rules. */
    static void write(String name, PairEmbeddings embeddings, RunFolder folder) {
        Npy.write(folder.plainEmbeddings(name), embeddings.plain());
        Npy.write(folder.flippedEmbeddings(name), embeddings.flipped());
        PairScores scores = embeddings.scores(embeddings.defaultFusion());
        Npy.write(folder.scores(name), scores.distances());
        Npy.write(folder.same(name), scores.same());
    }
}
