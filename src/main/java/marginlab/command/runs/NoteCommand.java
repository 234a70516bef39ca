package marginlab.command.runs;

import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code note ID TEXT}: a remark on a run. */
@Command(
        name = "note",
        description =
                "Replaces the note of a run; 'gc' keeps runs with a note. An empty text removes the note; without a text, shows it.",
        footer = {"", "Example:  note 4f3a 'learning rate too high'"})
public final class NoteCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "ID", description = "the id of a run, or a prefix of it")
    private String id;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "the note")
    private String text;

    @Override
    public Integer call() throws Exception {
        RunRemarks remarks = ArchiveOpener.toRemark(context, (archive, store) -> {
            RunRemarks before = RunRemarks.of(store, store.find(id).trial().id());
            if (text == null) {
                return before;
            }
            archive.annotate(before.id(), before.tags(), text.strip());
            return new RunRemarks(before.id(), before.tags(), text.strip());
        });
        remarks.print(context);
        return 0;
    }
}
