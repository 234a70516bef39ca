package marginlab.command.score;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.MetricText;
import marginlab.protocol.embedding.ProtocolOutcome;

/** What a protocol said, as text or JSON. */
final class ScoreOutput {
    private static final int DIGITS = 12;

    private ScoreOutput() {}

    /** What a protocol said of files; {@code fingerprint} is that of their lists. */
    static void print(CommandContext context, ProtocolOutcome outcome, String fingerprint) {
        if (context.json()) {
            JsonObject document = json(outcome);
            document.addProperty("fingerprint", fingerprint);
            CommandOutput.json(context.out(), document);
        } else {
            text(context, outcome.noting("of lists with fingerprint " + fingerprint.substring(0, DIGITS)));
        }
    }

    /** The rules, a table of figures, and the notes. */
    static void text(CommandContext context, ProtocolOutcome outcome) {
        context.out().println(outcome.variant());
        List<List<String>> rows = new ArrayList<>();
        outcome.metrics().forEach((name, value) -> rows.add(List.of(name, MetricText.of(name, value))));
        CommandOutput.table(context.out(), List.of("METRIC", "VALUE"), rows);
        outcome.notes().forEach(context.out()::println);
        context.out().flush();
    }

    static JsonObject json(ProtocolOutcome outcome) {
        JsonObject metrics = new JsonObject();
        outcome.metrics().forEach(metrics::addProperty);
        JsonArray folds = new JsonArray();
        outcome.folds().forEach(folds::add);
        JsonArray notes = new JsonArray();
        outcome.notes().forEach(notes::add);
        JsonObject document = new JsonObject();
        document.addProperty("protocol", outcome.variant());
        document.add("metrics", metrics);
        document.add("folds", folds);
        document.add("notes", notes);
        return document;
    }
}
