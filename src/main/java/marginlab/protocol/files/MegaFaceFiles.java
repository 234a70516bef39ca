package marginlab.protocol.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import marginlab.file.npy.Npy;
import marginlab.file.npy.NpyRows;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.search.MegaFace;
import marginlab.protocol.search.NoiseList;
import marginlab.protocol.search.SearchExtent;

/**
 * MegaFace.
 *
 * @param probes float32 {@code [P, d]}
 * @param identities int {@code [P]}
 * @param distractors float32 {@code [G, d]}
 * @param probeNoise row numbers of probes with a wrong label, or null
 * @param distractorNoise row numbers of distractors that show a probe's identity, or null
 */
public record MegaFaceFiles(Path probes, Path identities, Path distractors, Path probeNoise, Path distractorNoise)
        implements ProtocolFiles {
    @Override
    public List<Path> lists() {
        return Stream.of(identities, probeNoise, distractorNoise)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public SearchExtent extent() {
        return SearchExtent.ofFiles(probes, distractors);
    }

    @Override
    public ProtocolOutcome score(String set, MatrixProduct product) {
        float[][] rows = Npy.floatRows(probes);
        long[] whose = Npy.integers(identities);
        boolean[] wrong = NoiseList.read(probeNoise, rows.length);
        try (NpyRows gallery = NpyRows.openFloats(distractors)) {
            boolean[] noise = NoiseList.read(distractorNoise, gallery.rows());
            return MegaFace.score(set, rows, whose, wrong, gallery, noise, product);
        }
    }
}
