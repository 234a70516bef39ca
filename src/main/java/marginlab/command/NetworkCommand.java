package marginlab.command;

import marginlab.command.context.CommandGroup;
import picocli.CommandLine.Command;

/** {@code network}: networks that others trained. */
@Command(
        name = "network",
        description = "Inspects networks that others trained: MXNet symbols with parameters, ONNX, TorchScript.",
        subcommands = NetworkCheckCommand.class,
        footer = {"", "Example:  network check w600k_r50.onnx --data lfw"})
public final class NetworkCommand extends CommandGroup {}
