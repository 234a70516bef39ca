package marginlab.run.score;

import marginlab.file.npy.Npy;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairScores;
import marginlab.run.RunFolder;

/** The embeddings and scores of pairs in the folder of a run. */
public final class StoredEmbeddings {
    private StoredEmbeddings() {}

    /** Keeps what was embedded, and what the pairs score by the reference's rules. */
    public static void write(String name, PairEmbeddings embeddings, RunFolder folder) {
        Npy.write(folder.plainEmbeddings(name), embeddings.plain());
        Npy.write(folder.flippedEmbeddings(name), embeddings.flipped());
        PairScores scores = embeddings.scores(embeddings.defaultFusion());
        Npy.write(folder.scores(name), scores.distances());
        Npy.write(folder.same(name), scores.same());
    }
}
