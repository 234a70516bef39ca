package marginlab.command.runs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.FailureHandler;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.run.RunArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code merge DIR}: run folders of another machine. */
@Command(
        name = "merge",
        description =
                "Copies the run folders of another machine next to those here and imports them. A run that already has a result here keeps it; if the other machine found different figures, the difference is reported and the exit code is 1. Figures that 'import' entered there come too.",
        footer = {"", "Example:  merge /mnt/gpu-server/runs"})
public final class MergeCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "DIR", description = "a folder of run folders")
    private Path others;

    @Override
    public Integer call() throws Exception {
        if (!Files.isDirectory(others)) {
            throw new ProblemException(
                    new Problem(others.toString(), "no folder", "the folder of another machine's runs"));
        }
        RunArchive.ImportedRuns taken = ArchiveOpener.with(context, (archive, store) -> {
            RunArchive.ImportedRuns some = archive.merge(others);
            ArchiveOpener.print(context, some);
            archive.end();
            return some;
        });
        return taken.disputed().isEmpty() ? 0 : FailureHandler.FAILED;
    }
}
