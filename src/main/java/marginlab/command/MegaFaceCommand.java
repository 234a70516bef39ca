package marginlab.command;

import java.nio.file.Path;
import marginlab.verify.ProtocolFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code score megaface}: probes among distractors. */
@Command(
        name = "megaface",
        description = "MegaFace: each probe is looked for among distractors; rank-1 and TAR at FAR 1e-6.",
        footer = {
            "",
            "Example:  score megaface --probes facescrub.npy --identities people.npy --distractors megaface.npy"
                    + " --probe-noise facescrub-noise.txt"
        })
public final class MegaFaceCommand extends ScoreVerb {
    @Option(names = "--probes", required = true, paramLabel = "E.npy", description = "float32 [P, d]")
    private Path probes;

    @Option(names = "--identities", required = true, paramLabel = "Y.npy", description = "of the probes, int [P]")
    private Path identities;

    @Option(names = "--distractors", required = true, paramLabel = "G.npy", description = "float32 [G, d]")
    private Path distractors;

    @Option(names = "--probe-noise", paramLabel = "FILE", description = "rows of probes with a wrong label, one a line")
    private Path probeNoise;

    @Option(names = "--distractor-noise", paramLabel = "FILE", description = "rows of distractors that show a probe")
    private Path distractorNoise;

    @Override
    ProtocolFiles files() {
        return new ProtocolFiles.MegaFaceFiles(probes, identities, distractors, probeNoise, distractorNoise);
    }

    @Override
    Path list() {
        return probes;
    }
}
