package marginlab.command;

import java.nio.file.Path;
import marginlab.verify.ProtocolFiles;
import marginlab.verify.ProtocolFiles.GalleryFiles;
import picocli.CommandLine.Option;

/** A protocol that needs no more than probes and a gallery. */
abstract class GalleryVerb extends ScoreVerb {
    @Option(names = "--probes", required = true, paramLabel = "E.npy", description = "float32 [P, d]")
    private Path probes;

    @Option(names = "--identities", required = true, paramLabel = "Y.npy", description = "of the probes, int [P]")
    private Path identities;

    @Option(names = "--gallery", required = true, paramLabel = "G.npy", description = "float32 [G, d]")
    private Path gallery;

    @Option(
            names = "--gallery-identities",
            required = true,
            paramLabel = "Z.npy",
            description = "of the gallery, int [G]; negative for a distractor")
    private Path galleryIdentities;

    abstract GalleryFiles.Kind kind();

    @Override
    final ProtocolFiles files() {
        return new GalleryFiles(probes, identities, gallery, galleryIdentities, kind());
    }

    @Override
    final Path list() {
        return probes;
    }
}
