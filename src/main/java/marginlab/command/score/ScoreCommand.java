package marginlab.command.score;

import marginlab.command.context.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code score PROTOCOL}: a protocol on saved embeddings, without training. */
@Command(
        name = "score",
        description = "Scores saved embeddings of any system, or those that stored runs kept.",
        footer = {"", "Example:  score ten-fold --embeddings E.npy --same S.npy", "          score stored quickstart"})
public final class ScoreCommand extends CommandGroup {

    /** Adds a verb for each protocol, and the others. */
    public static void complete(CommandLine score) {
        ProtocolCommand.addTo(score);
        score.addSubcommand(AnglesCommand.class);
        CommandLine stored = new CommandLine(StoredCommand.class);
        StoredCommand.addNeeds(stored.getCommandSpec());
        score.addSubcommand(stored);
    }
}
