package marginlab.protocol;

import java.util.List;
import java.util.Set;
import marginlab.data.Format;
import marginlab.verify.ProtocolFiles;
import marginlab.verify.ProtocolFiles.GalleryFiles;

/** Protocols that need no more on the command line than probes and a gallery. */
abstract class GallerySearch implements Protocol {
    private final GalleryFiles.Kind kind;

    GallerySearch(GalleryFiles.Kind kind) {
        this.kind = kind;
    }

    @Override
    public final Set<Format> formatsIfNamed() {
        return Set.of(Format.TEMPLATES);
    }

    @Override
    public final Embeds embeds() {
        return Embeds.TEMPLATES;
    }

    @Override
    public final List<Argument> arguments() {
        return List.of(
                Argument.file("probes", "E.npy", "float32 [P, d]"),
                Argument.file("identities", "Y.npy", "of the probes, int [P]"),
                Argument.file("gallery", "G.npy", "float32 [G, d]"),
                Argument.file("gallery-identities", "Z.npy", "of the gallery, int [G]; negative for a distractor"));
    }

    @Override
    public final String namedBy() {
        return "probes";
    }

    @Override
    public final ProtocolFiles files(Arguments given) {
        return new GalleryFiles(
                given.file("probes"),
                given.file("identities"),
                given.file("gallery"),
                given.file("gallery-identities"),
                kind);
    }
}
