package marginlab.command;

import marginlab.verify.ProtocolFiles.GalleryFiles;
import picocli.CommandLine.Command;

/** {@code score trillion-pairs}. */
@Command(
        name = "trillion-pairs",
        description = "Trillion-Pairs: identification at FPR 1e-3 and verification at FPR 1e-9.",
        footer = {
            "",
            "Example:  score trillion-pairs --probes E.npy --identities Y.npy --gallery G.npy --gallery-identities"
                    + " Z.npy"
        })
public final class TrillionPairsCommand extends GalleryVerb {
    @Override
    GalleryFiles.Kind kind() {
        return GalleryFiles.Kind.TRILLION_PAIRS;
    }
}
