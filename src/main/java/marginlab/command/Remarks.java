package marginlab.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import marginlab.store.Store;

/**
 * What people said of a run.
 *
 * @param id of the run
 * @param tags words
 * @param note a text; empty when there is none
 */
record Remarks(String id, List<String> tags, String note) {
    static Remarks of(Store store, String id) {
        return new Remarks(
                id,
                store.tags(List.of(id)).getOrDefault(id, List.of()),
                store.notes(List.of(id)).getOrDefault(id, ""));
    }

    void print(Context context) {
        if (context.json()) {
            JsonArray words = new JsonArray();
            tags.forEach(words::add);
            JsonObject document = new JsonObject();
            document.addProperty("id", id);
            document.add("tags", words);
            document.addProperty("note", note);
            Output.json(context.out(), document);
        } else {
            context.out().println(id + "  " + String.join(" ", tags));
            if (!note.isEmpty()) {
                context.out().println(note);
            }
            context.out().flush();
        }
    }
}
