package marginlab.command;

import marginlab.verify.ProtocolFiles.GalleryFiles;
import picocli.CommandLine.Command;

/** {@code score iqiyi-vid}. */
@Command(
        name = "iqiyi-vid",
        description = "iQIYI-VID: MAP@100 of the videos found for each person.",
        footer = {
            "",
            "Example:  score iqiyi-vid --probes people.npy --identities Y.npy --gallery videos.npy"
                    + " --gallery-identities Z.npy"
        })
public final class IqiyiVidCommand extends GalleryVerb {
    @Override
    GalleryFiles.Kind kind() {
        return GalleryFiles.Kind.IQIYI_VID;
    }
}
