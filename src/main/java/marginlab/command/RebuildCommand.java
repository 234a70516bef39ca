package marginlab.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rebuild}: the database from the run folders. */
@Command(
        name = "rebuild",
        description = "Takes all run folders into the database: a lost one is made anew, another gets what it lacks.",
        footer = {"", "Example:  rebuild --runs runs --store runs/marginlab"})
public final class RebuildCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Override
    public Integer call() throws Exception {
        Archives.print(context, Archives.with(context, (archive, store) -> archive.rebuild()));
        return 0;
    }
}
