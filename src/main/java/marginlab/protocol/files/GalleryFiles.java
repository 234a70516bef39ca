package marginlab.protocol.files;

import java.nio.file.Path;
import java.util.List;
import marginlab.file.npy.MatrixRows;
import marginlab.file.npy.Npy;
import marginlab.file.npy.NpyRows;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.search.IqiyiVid;
import marginlab.protocol.search.SearchExtent;
import marginlab.protocol.search.TrillionPairs;

/**
 * Trillion-Pairs, and iQIYI-VID: what is searched for, and where.
 *
 * @param probes float32 {@code [P, d]}; for iQIYI-VID one row a person
 * @param probeIdentities int {@code [P]}
 * @param gallery float32 {@code [G, d]}; for iQIYI-VID the videos
 * @param galleryIdentities int {@code [G]}; negative for a distractor
 * @param kind which of the two
 */
public record GalleryFiles(Path probes, Path probeIdentities, Path gallery, Path galleryIdentities, Kind kind)
        implements ProtocolFiles {

    /** The protocols that need no more than probes and a gallery. */
    public enum Kind {
        TRILLION_PAIRS(TrillionPairs::score),
        IQIYI_VID(IqiyiVid::score);

        private final Search search;

        Kind(Search search) {
            this.search = search;
        }
    }

    @Override
    public List<Path> lists() {
        return List.of(probeIdentities, galleryIdentities);
    }

    private interface Search {
        ProtocolOutcome score(
                String set,
                MatrixRows probes,
                long[] probeIdentities,
                MatrixRows gallery,
                long[] galleryIdentities,
                MatrixProduct product);
    }

    @Override
    public SearchExtent extent() {
        return SearchExtent.ofFiles(probes, gallery);
    }

    @Override
    public ProtocolOutcome score(String set, MatrixProduct product) {
        try (NpyRows searched = NpyRows.openFloats(probes);
                NpyRows searchedIn = NpyRows.openFloats(gallery)) {
            return kind.search.score(
                    set, searched, Npy.integers(probeIdentities), searchedIn, Npy.integers(galleryIdentities), product);
        }
    }
}
