package marginlab.command.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.pipeline.NamedByFiles;
import marginlab.plan.Trial;
import marginlab.run.Garbage;
import marginlab.run.RunFolder;
import marginlab.store.Store;
import marginlab.store.record.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gc}: what of the run folders nobody needs. */
@Command(
        name = "gc",
        description =
                "Lists what can be removed: all but the last checkpoint of finished runs, runs that belong to no experiment, and leftovers. With -y, removes it. Keeps the networks of finished runs, and every run with a tag or a note.",
        footer = {"", "Example:  gc -y"})
public final class GcCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Option(
            names = {"-y", "--yes"},
            description = "removes it")
    private boolean yes;

    @Option(
            names = "--networks",
            description = "also removes the networks of finished runs, which can then embed no other dataset")
    private boolean networks;

    @Option(
            names = "--experiments",
            defaultValue = "experiments",
            paramLabel = "DIR",
            description = "experiment files, whose runs stay (default: ${DEFAULT-VALUE})")
    private Path experiments;

    @Override
    public Integer call() throws Exception {
        Garbage garbage = ArchiveOpener.with(context, (archive, store) -> {
            NamedByFiles named = NamedByFiles.of(experiments, trials(store));
            named.unread()
                    .forEach(file -> context.say(file + " cannot be read: runs that it alone names are among these"));
            Garbage found = archive.garbage(named.ids(), networks);
            if (yes) {
                found.remove(store);
            }
            return found;
        });
        if (context.json()) {
            CommandOutput.json(context.out(), Document.of(yes, garbage));
            return 0;
        }
        if (garbage.items().isEmpty()) {
            context.tell("nothing can be removed");
            context.out().flush();
            return 0;
        }
        context.table(List.of("MB", "WHY", "PATH"), rows(garbage.items()));
        context.tell(megabytes(garbage.bytes()) + " MB " + (yes ? "removed" : "could be removed; -y removes it"));
        context.out().flush();
        return 0;
    }

    /** What lies beside each other for the same reason is one row, such as the libraries of an earlier sweep; each run is its own. */
    private static List<List<String>> rows(List<Garbage.GarbageItem> items) {
        Map<List<Object>, List<Garbage.GarbageItem>> together = new LinkedHashMap<>();
        for (Garbage.GarbageItem item : items) {
            List<Object> place =
                    List.of(item.why(), item.path().toAbsolutePath().getParent(), item.run());
            together.computeIfAbsent(place, key -> new ArrayList<>()).add(item);
        }
        return together.values().stream()
                .map(beside -> {
                    Garbage.GarbageItem first = beside.get(0);
                    return List.of(
                            megabytes(beside.stream()
                                    .mapToLong(Garbage.GarbageItem::bytes)
                                    .sum()),
                            first.why(),
                            first.path()
                                    + (beside.size() == 1 ? "" : " and " + (beside.size() - 1) + " more beside it"));
                })
                .toList();
    }

    private List<Trial> trials(Store store) throws IOException {
        List<String> ids = RunFolder.all(context.place().runs()).stream()
                .map(folder -> folder.path().getFileName().toString())
                .toList();
        return store.runs(ids).stream().map(Run::trial).toList();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / (double) (1 << 20));
    }

    /** What {@code --json} prints. */
    private record Document(boolean removed, long bytes, List<GarbageJson> items) {
        static Document of(boolean removed, Garbage garbage) {
            return new Document(
                    removed,
                    garbage.bytes(),
                    garbage.items().stream()
                            .map(item -> new GarbageJson(item.path().toString(), item.why(), item.bytes()))
                            .toList());
        }
    }

    private record GarbageJson(String path, String why, long bytes) {}
}
