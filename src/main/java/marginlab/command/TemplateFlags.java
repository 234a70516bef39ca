package marginlab.command;

import java.nio.file.Path;
import marginlab.verify.ProtocolFiles.TemplateFiles;
import picocli.CommandLine.Option;

/** The flags that say what the templates of IJB are made of. */
final class TemplateFlags {
    @Option(
            names = "--embeddings",
            required = true,
            paramLabel = "E.npy",
            description = "of the images, float32 [M, d]")
    private Path embeddings;

    @Option(names = "--flip", paramLabel = "F.npy", description = "of the mirrored images: the factor F")
    private Path flip;

    @Option(names = "--images", required = true, paramLabel = "FILE", description = "ijbX_face_tid_mid.txt")
    private Path images;

    @Option(names = "--detector", paramLabel = "FILE", description = "ijbX_name_5pts_score.txt: the factor D")
    private Path detector;

    @Option(
            names = "--norm",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "whether embeddings keep their length: the factor N (default: they do)")
    private boolean norm;

    TemplateFiles files() {
        return new TemplateFiles(embeddings, flip, images, detector, norm);
    }
}
