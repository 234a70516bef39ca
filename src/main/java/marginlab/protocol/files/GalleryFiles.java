package marginlab.protocol.files;

import java.nio.file.Path;
import java.util.List;
import marginlab.file.npy.MatrixRows;
import marginlab.file.npy.Npy;
import marginlab.file.npy.NpyRows;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.search.SearchExtent;

/**
 * What is searched for, and where, of a protocol that needs no more than that.
 *
 * @param probes float32 {@code [P, d]}
 * @param probeIdentities int {@code [P]}
 * @param gallery float32 {@code [G, d]}
 * @param galleryIdentities int {@code [G]}; negative for a distractor
 * @param scorer of the protocol
 */
public record GalleryFiles(
        Path probes, Path probeIdentities, Path gallery, Path galleryIdentities, GalleryScorer scorer)
        implements ProtocolFiles {

    /** How a protocol scores embeddings {@code [P, d]} that are looked for among {@code [G, d]}. */
    public interface GalleryScorer {
        ProtocolOutcome score(
                String set,
                MatrixRows probes,
                long[] probeIdentities,
                MatrixRows gallery,
                long[] galleryIdentities,
                MatrixProduct product);
    }

    @Override
    public List<Path> lists() {
        return List.of(probeIdentities, galleryIdentities);
    }

    @Override
    public SearchExtent extent() {
        return SearchExtent.ofFiles(probes, gallery);
    }

    @Override
    public ProtocolOutcome score(String set, MatrixProduct product) {
        try (NpyRows searched = NpyRows.openFloats(probes);
                NpyRows searchedIn = NpyRows.openFloats(gallery)) {
            return scorer.score(
                    set, searched, Npy.integers(probeIdentities), searchedIn, Npy.integers(galleryIdentities), product);
        }
    }
}
