package marginlab.command;

import java.nio.file.Path;
import marginlab.verify.ProtocolFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code score ytf}: pairs of videos over ten folds. */
@Command(
        name = "ytf",
        description = "YouTube Faces: pairs of videos over ten folds, a video as the mean of its frames.",
        footer = {"", "Example:  score ytf --embeddings frames.npy --videos videos.npy --pairs splits.txt"})
public final class VideosCommand extends ScoreVerb {
    @Option(
            names = "--embeddings",
            required = true,
            paramLabel = "E.npy",
            description = "of the frames, float32 [F, d]")
    private Path embeddings;

    @Option(names = "--videos", required = true, paramLabel = "V.npy", description = "video of each frame, int [F]")
    private Path videos;

    @Option(names = "--pairs", required = true, paramLabel = "FILE", description = "lines 'VIDEO VIDEO 0|1'")
    private Path pairs;

    @Option(names = "--rules", paramLabel = "LABEL", description = "as for ten-fold")
    private String rules;

    @Override
    ProtocolFiles files() {
        return new ProtocolFiles.Videos(embeddings, videos, pairs, rules(rules));
    }

    @Override
    Path list() {
        return pairs;
    }
}
