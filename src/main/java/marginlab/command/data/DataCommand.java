package marginlab.command.data;

import marginlab.command.context.CommandGroup;
import picocli.CommandLine.Command;

/** {@code data}: the catalog of datasets. */
@Command(
        name = "data",
        description = "Lists, checks, fetches and converts datasets.",
        subcommands = {
            DataListCommand.class,
            DataCheckCommand.class,
            DataFetchCommand.class,
            DataGenerateCommand.class,
            DataPackCommand.class,
            DataUnpackCommand.class,
            DataAlignCommand.class,
            DataOverlapCommand.class,
            DataNoiseCommand.class,
            DataFeaturesCommand.class
        },
        footer = {"", "Example:  data ls"})
public final class DataCommand extends CommandGroup {}
