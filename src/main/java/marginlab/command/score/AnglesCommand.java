package marginlab.command.score;

import java.nio.file.Path;
import marginlab.protocol.files.AngleFiles;
import marginlab.protocol.files.ProtocolFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code score angles}: the angles of the paper's Table 3. */
@Command(
        name = "angles",
        description = "The angles of the ArcFace paper's Table 3, in degrees: within people, between them, and to the"
                + " class centres. Computed from embeddings of the training set, intra and inter are the paper's Intra1 and"
                + " Inter1; from those of a test set, Intra2 and Inter2. 'score stored RUN --rules angles' computes the"
                + " latter from the pairs that a run embedded.",
        footer = {"", "Example:  score angles --embeddings E.npy --labels Y.npy --centres runs/4f3a/centres.npy"})
public final class AnglesCommand extends ScoreVerb {
    @Option(names = "--embeddings", required = true, paramLabel = "E.npy", description = "float32 [N, d]")
    private Path embeddings;

    @Option(names = "--labels", required = true, paramLabel = "Y.npy", description = "identity of each, int [N]")
    private Path labels;

    @Option(names = "--centres", paramLabel = "W.npy", description = "class centres, float32 [C, d]")
    private Path centres;

    @Override
    ProtocolFiles files() {
        return new AngleFiles(embeddings, labels, centres);
    }

    @Override
    Path list() {
        return labels;
    }
}
