package marginlab.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.report.SideBySide;
import marginlab.store.Role;
import marginlab.store.Run;
import marginlab.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare A B}: two runs side by side. */
@Command(
        name = "compare",
        description = "Shows two runs side by side: settings, data, provenance, results.",
        footer = {"", "Example:  compare 4f3a 81c0 --only-changed"})
public final class CompareCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Parameters(index = "0", paramLabel = "A", description = "the id of a run, or the start of it")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "the id of another")
    private String second;

    @Option(names = "--only-changed", description = "leaves out what is the same in both")
    private boolean onlyChanged;

    @Override
    public Integer call() {
        try (Store store = Store.open(context.place().store(), Role.READER)) {
            Run a = store.find(first);
            Run b = store.find(second);
            SideBySide compared = SideBySide.of(List.of(a, b), onlyChanged);
            if (context.json()) {
                JsonArray runs = new JsonArray();
                for (Run run : List.of(a, b)) {
                    String id = run.trial().id();
                    runs.add(
                            RunDocument.full(run, store.experiments(List.of(id)).getOrDefault(id, List.of())));
                }
                JsonObject document = new JsonObject();
                document.add("runs", runs);
                document.add("rows", compared.json());
                Output.json(context.out(), document);
            } else {
                context.out().print(compared.text());
                if (compared.isEmpty()) {
                    context.out().println("nothing differs");
                }
                context.out().flush();
            }
        }
        return 0;
    }
}
