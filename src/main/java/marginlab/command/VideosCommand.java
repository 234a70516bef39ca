package marginlab.command;

import java.nio.file.Path;
import marginlab.verify.ProtocolFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code score ytf}: pairs of videos over ten folds. */
@Command(
        name = "ytf",
        description = "YouTube Faces: pairs of videos over ten folds, a video as the mean of its frames.",
        footer = {
            "",
            "Averaged are the frames' embeddings at length 1; with --flip the mirrored frames too, and a video is the sum of"
                    + " both means. The answer says how many videos and frames there were.",
            "",
            "Example:  score ytf --embeddings frames.npy --flip mirrored.npy --videos videos.npy --pairs pairs.txt",
            "          score stored 4f3a --set ytf        with the network of a run"
        })
public final class VideosCommand extends ScoreVerb {
    @Option(
            names = "--embeddings",
            required = true,
            paramLabel = "E.npy",
            description = "of the frames, float32 [F, d]")
    private Path embeddings;

    @Option(names = "--flip", paramLabel = "F.npy", description = "of the mirrored frames, of the same shape")
    private Path flip;

    @Option(names = "--videos", required = true, paramLabel = "V.npy", description = "video of each frame, int [F]")
    private Path videos;

    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "FILE",
            description = "lines 'VIDEO VIDEO 0|1', videos by number")
    private Path pairs;

    @Option(names = "--rules", paramLabel = "LABEL", description = "as for ten-fold")
    private String rules;

    @Override
    ProtocolFiles files() {
        return new ProtocolFiles.Videos(embeddings, flip, videos, pairs, rules(rules));
    }

    @Override
    Path list() {
        return pairs;
    }
}
