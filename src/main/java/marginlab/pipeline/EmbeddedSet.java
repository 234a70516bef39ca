package marginlab.pipeline;

import java.io.IOException;
import marginlab.data.VerificationSet;
import marginlab.run.RunFolder;
import marginlab.verify.Npy;
import marginlab.verify.Outcome;
import marginlab.verify.PairEmbeddings;
import marginlab.verify.TenFold;

/** The embeddings and scores of a verification set in the folder of a run. */
final class EmbeddedSet {
    private EmbeddedSet() {}

    /** Embeds the pairs of a set, keeps what comes of it, and says what the reference's rules make of it. */
    static Outcome write(VerificationSet set, PairEmbedder embedder, RunFolder folder) throws IOException {
        return write(set.name(), embedder.embed(set), folder);
    }

    /** The same with embeddings that are there. */
    static Outcome write(String name, PairEmbeddings embeddings, RunFolder folder) throws IOException {
        Npy.write(folder.plainEmbeddings(name), embeddings.plain());
        Npy.write(folder.flippedEmbeddings(name), embeddings.flipped());
        TenFold.Result result = TenFold.score(name, embeddings);
        Npy.write(folder.scores(name), result.scores().distances());
        Npy.write(folder.same(name), result.scores().same());
        return result.outcome();
    }
}
