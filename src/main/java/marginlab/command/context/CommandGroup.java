package marginlab.command.context;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A verb that is only the first half of one. */
public abstract class CommandGroup implements Runnable {
    @Spec
    private CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this help and exits")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(),
                "'" + command.name() + "' wants one of "
                        + String.join(", ", command.subcommands().keySet()) + " after it");
    }
}
