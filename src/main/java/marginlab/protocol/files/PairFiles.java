package marginlab.protocol.files;

import java.nio.file.Path;
import java.util.List;
import marginlab.file.npy.Npy;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.NamedPairList;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairList;
import marginlab.protocol.pair.PairVariant;
import marginlab.protocol.pair.PairVerification;

/**
 * Pairs in ten folds.
 *
 * @param embeddings float32 {@code [2N, d]}, or {@code [M, d]} with a list of pairs
 * @param flip the same of the mirrored images, or null
 * @param same bool {@code [N]} for rows 2i and 2i+1, or null with a list of pairs
 * @param pairs {@code ROW ROW 0|1} lines, or null
 * @param variant the rules, or null for the reference's
 */
public record PairFiles(Path embeddings, Path flip, Path same, Path pairs, PairVariant variant)
        implements ProtocolFiles {
    public PairFiles {
        if ((same == null) == (pairs == null)) {
            throw new IllegalArgumentException("either same or pairs");
        }
    }

    @Override
    public List<Path> lists() {
        return List.of(pairs == null ? same : pairs);
    }

    @Override
    public ProtocolOutcome score(String set, MatrixProduct product) {
        return PairVerification.score(set, read(), variant);
    }

    /** The embeddings of the pairs, checked. */
    public PairEmbeddings read() {
        float[][] plain = Npy.floatRows(embeddings);
        float[][] flipped = flip == null ? null : Npy.floatRows(flip);
        return pairs == null
                ? new PairEmbeddings(
                        "embeddings " + embeddings, plain, "flipped embeddings " + flip, flipped, Npy.booleans(same))
                : list(plain.length).of("embeddings " + embeddings, plain, "flipped embeddings " + flip, flipped);
    }

    private PairList list(int rows) {
        return NamedPairList.isMeant(pairs) ? NamedPairList.read(pairs, rows) : PairList.read(pairs, rows);
    }
}
