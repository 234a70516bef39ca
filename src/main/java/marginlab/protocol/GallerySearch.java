package marginlab.protocol;

import java.util.List;
import java.util.Set;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.protocol.files.GalleryFiles;
import marginlab.protocol.files.ProtocolFiles;

/** Protocols that need no more on the command line than probes and a gallery. */
abstract class GallerySearch implements Protocol {
    private final GalleryFiles.GalleryScorer scorer;

    GallerySearch(GalleryFiles.GalleryScorer scorer) {
        this.scorer = scorer;
    }

    @Override
    public final Set<DatasetFormat> formatsIfNamed() {
        return Set.of(DatasetFormat.TEMPLATES);
    }

    @Override
    public final Embeds embeds() {
        return Embeds.TEMPLATES;
    }

    @Override
    public final List<ProtocolArgument> arguments() {
        return List.of(
                ProtocolArgument.file("probes", "E.npy", "float32 [P, d]"),
                ProtocolArgument.file("identities", "Y.npy", "of the probes, int [P]"),
                ProtocolArgument.file("gallery", "G.npy", "float32 [G, d]"),
                ProtocolArgument.file(
                        "gallery-identities", "Z.npy", "of the gallery, int [G]; negative for a distractor"));
    }

    @Override
    public final String namedBy() {
        return "probes";
    }

    @Override
    public final ProtocolFiles files(GivenArguments given) {
        return new GalleryFiles(
                given.file("probes"),
                given.file("identities"),
                given.file("gallery"),
                given.file("gallery-identities"),
                scorer);
    }

    @Override
    public final ProtocolFiles load(ProtocolLoad made) {
        int probes = made.size(publishedProbes(), 1);
        int gallery = made.size(publishedGallery(), 1);
        return new GalleryFiles(
                made.rows("probes", probes),
                made.numbers("identities", probes, probe -> probe),
                made.rows("gallery", gallery),
                made.numbers("gallery-identities", gallery, image -> image < probes ? image : -1),
                scorer);
    }

    /** Rows of its probes as published. */
    abstract int publishedProbes();

    /** Rows of its gallery as published. */
    abstract int publishedGallery();
}
