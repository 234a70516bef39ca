package marginlab.command.runs;

import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rebuild}: the database from the run folders. */
@Command(
        name = "rebuild",
        description = "Imports all run folders into the database: recreates a lost database, completes an existing one."
                + " Folders that cannot be read are named at the end, with exit code 1.",
        footer = {"", "Example:  rebuild --runs runs --store runs/marginlab"})
public final class RebuildCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Override
    public Integer call() throws Exception {
        ArchiveOpener.with(context, (archive, store) -> {
            ArchiveOpener.print(context, archive.rebuild());
            archive.end();
            return null;
        });
        return 0;
    }
}
