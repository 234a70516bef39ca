package marginlab.command.runs;

import java.util.List;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.store.Store;

/**
 * What people said of a run.
 *
 * @param id of the run
 * @param tags words
 * @param note a text; empty when there is none
 */
record RunRemarks(String id, List<String> tags, String note) {
    static RunRemarks of(Store store, String id) {
        return new RunRemarks(
                id,
                store.tags(List.of(id)).getOrDefault(id, List.of()),
                store.notes(List.of(id)).getOrDefault(id, ""));
    }

    void print(CommandContext context) {
        if (context.json()) {
            CommandOutput.json(context.out(), this);
        } else {
            context.out().println(id + "  " + String.join(" ", tags));
            if (!note.isEmpty()) {
                context.tell(note);
            }
            context.out().flush();
        }
    }
}
