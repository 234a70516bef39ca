package marginlab.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;
import marginlab.run.Archive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code merge DIR}: run folders of another machine. */
@Command(
        name = "merge",
        description = "Copies the run folders of another machine beside those that are here, and takes them in. A run"
                + " that has a result here keeps it; where the other machine's has other figures, that is said and the exit"
                + " code is 1.",
        footer = {"", "Example:  merge /mnt/gpu-server/runs"})
public final class MergeCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Parameters(index = "0", paramLabel = "DIR", description = "a folder of run folders")
    private Path others;

    @Override
    public Integer call() throws Exception {
        if (!Files.isDirectory(others)) {
            throw new ProblemException(
                    new Problem(others.toString(), "no folder", "the folder of another machine's runs"));
        }
        Archive.Taken taken = Archives.with(context, (archive, store) -> {
            Archive.Taken some = archive.merge(others);
            Archives.print(context, some);
            archive.end();
            return some;
        });
        return taken.disputed().isEmpty() ? 0 : Failures.FAILED;
    }
}
