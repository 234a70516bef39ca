package marginlab.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import marginlab.store.Role;
import marginlab.store.Run;
import marginlab.store.Store;
import marginlab.verify.Outcome;
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

    /** One line of the comparison; a side is empty where it has nothing there. */
    private record Line(String what, String a, String b) {
        boolean isChange() {
            return !a.equals(b);
        }
    }

    @Override
    public Integer call() {
        try (Store store = Store.open(context.place().store(), Role.READER)) {
            Run a = store.find(first);
            Run b = store.find(second);
            List<Line> lines = lines(facts(a), facts(b));
            if (onlyChanged) {
                lines.removeIf(line -> !line.isChange());
            }
            if (context.json()) {
                Output.json(context.out(), document(store, List.of(a, b), lines));
            } else {
                print(a, b, lines);
            }
        }
        return 0;
    }

    private void print(Run a, Run b, List<Line> lines) {
        List<List<String>> rows = new ArrayList<>();
        lines.forEach(line -> rows.add(List.of(line.isChange() ? "*" : "", line.what(), line.a(), line.b())));
        Output.table(
                context.out(), List.of("", "WHAT", a.trial().id(), b.trial().id()), rows);
    }

    private static JsonObject document(Store store, List<Run> runs, List<Line> lines) {
        JsonArray two = new JsonArray();
        for (Run run : runs) {
            String id = run.trial().id();
            two.add(RunDocument.full(run, store.experiments(List.of(id)).getOrDefault(id, List.of())));
        }
        JsonArray rows = new JsonArray();
        for (Line line : lines) {
            JsonObject row = new JsonObject();
            row.addProperty("what", line.what());
            row.addProperty("a", line.a());
            row.addProperty("b", line.b());
            row.addProperty("changed", line.isChange());
            rows.add(row);
        }
        JsonObject document = new JsonObject();
        document.add("runs", two);
        document.add("rows", rows);
        return document;
    }

    private static List<Line> lines(SortedMap<String, String> a, SortedMap<String, String> b) {
        TreeSet<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        List<Line> lines = new ArrayList<>();
        names.forEach(name -> lines.add(new Line(name, a.getOrDefault(name, ""), b.getOrDefault(name, ""))));
        return lines;
    }

    private static SortedMap<String, String> facts(Run run) {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("objective", run.trial().objective());
        facts.put("seed", String.valueOf(run.trial().seed()));
        facts.put("state", run.state().label());
        run.trial().settings().flat().forEach((name, value) -> facts.put("settings/" + name, value));
        run.trial().fingerprints().forEach((name, value) -> facts.put("data/" + name, value));
        run.provenance().forEach((name, value) -> facts.put("provenance/" + name, value));
        for (Outcome outcome : run.outcomes()) {
            outcome.metrics()
                    .forEach((name, value) -> facts.put(
                            "results/" + outcome.set() + "/" + name, String.format(Locale.ROOT, "%.6g", value)));
        }
        return facts;
    }
}
