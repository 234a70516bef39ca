package marginlab.command;

import picocli.CommandLine.Command;

/** {@code score PROTOCOL}: a protocol on saved embeddings, without training. */
@Command(
        name = "score",
        description = "Scores embeddings that are saved, whatever system made them, or those that stored runs kept.",
        subcommands = {
            TenFoldCommand.class,
            VideosCommand.class,
            IjbPairsCommand.class,
            IjbSearchCommand.class,
            MegaFaceCommand.class,
            TrillionPairsCommand.class,
            IqiyiVidCommand.class,
            AnglesCommand.class,
            StoredCommand.class
        },
        footer = {"", "Example:  score ten-fold --embeddings E.npy --same S.npy", "          score stored quickstart"})
public final class ScoreCommand extends Group {}
