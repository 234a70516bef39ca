package marginlab.protocol.files;

import java.nio.file.Path;
import java.util.List;
import marginlab.file.npy.Npy;
import marginlab.file.npy.NpyRows;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.PairList;
import marginlab.protocol.pair.PairVariant;
import marginlab.protocol.pair.PairVerification;
import marginlab.protocol.pair.VideoMeans;

/**
 * Videos in ten folds, YouTube Faces.
 *
 * @param frames float32 {@code [F, d]}
 * @param flip the same of the mirrored frames, or null; their means are a video's mirrored embedding
 * @param videos int {@code [F]}, the video of each frame from 0
 * @param pairs {@code VIDEO VIDEO 0|1} lines
 * @param variant the rules, or null for the reference's
 */
public record VideoFiles(Path frames, Path flip, Path videos, Path pairs, PairVariant variant)
        implements ProtocolFiles {
    @Override
    public List<Path> lists() {
        return List.of(videos, pairs);
    }

    @Override
    public ProtocolOutcome score(String set, MatrixProduct product) {
        long[] numbers = Npy.integers(videos);
        VideoMeans plain = means("frames", frames, numbers);
        float[][] means = plain.means();
        float[][] flipped =
                flip == null ? null : means("mirrored frames", flip, numbers).means();
        return PairVerification.score(set, PairList.read(pairs, means.length).of(means, flipped), variant)
                .noting(plain.note());
    }

    private static VideoMeans means(String what, Path file, long[] videos) {
        try (NpyRows rows = NpyRows.openFloats(file)) {
            return VideoMeans.of(what, rows, videos);
        }
    }
}
