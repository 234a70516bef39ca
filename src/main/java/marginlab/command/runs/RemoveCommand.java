package marginlab.command.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.run.RunRemoval;
import marginlab.run.RunRemoval.RemovableRun;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.query.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rm}: takes runs away, and brings them back. */
@Command(
        name = "rm",
        description =
                "Lists the runs that would be removed, by id or --where; with -y removes them. An experiment that includes one"
                        + " trains it again. Until 'gc -y' deletes removed runs for good, --restore brings them back.",
        footer = {
            "",
            "Example:  rm 4f3a 81c0",
            "          rm --where 'state=failed and since=yesterday' -y",
            "          rm 4f3a --restore"
        })
public final class RemoveCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "the id of a run, or a prefix of it")
    private List<String> ids = List.of();

    @Mixin
    private ChoiceOptions choice;

    @Option(
            names = {"-y", "--yes"},
            description = "removes them")
    private boolean yes;

    @Option(names = "--restore", description = "brings removed runs back, with their networks, tags and notes")
    private boolean restore;

    @Override
    public Integer call() throws Exception {
        if (ids.isEmpty() != choice.isGiven()) {
            throw new ProblemException(
                    new Problem("rm", ids.isEmpty() ? "no run" : "ids beside --where", "ids of runs, or --where"));
        }
        if (restore) {
            return restored();
        }
        RunRemoval removal = yes
                ? ArchiveOpener.with(context, (archive, store) -> {
                    RunRemoval found = find(store);
                    found.remove(context.place().runs(), store);
                    return found;
                })
                : shown();
        if (context.json()) {
            CommandOutput.json(context.out(), RemovalDocument.of(yes, removal));
        } else {
            print(removal);
        }
        return 0;
    }

    private int restored() throws IOException {
        if (choice.isGiven() || yes) {
            throw new ProblemException(new Problem(
                    "--restore", choice.isGiven() ? "it beside --where" : "it beside -y", "ids of removed runs"));
        }
        List<String> back = ArchiveOpener.with(context, (archive, store) -> archive.restore(ids));
        if (context.json()) {
            CommandOutput.json(context.out(), new RestoredDocument(back));
        } else {
            context.tell("restored " + String.join(", ", back));
            context.out().flush();
        }
        return 0;
    }

    /** Only read, so that it can be asked while a sweep is at work. */
    private RunRemoval shown() throws IOException {
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            return find(store);
        }
    }

    private RunRemoval find(Store store) throws IOException {
        return RunRemoval.of(
                context.place().runs(),
                choice.isGiven()
                        ? choice.chosen(store)
                        : RunRecord.of(
                                store, ids.stream().map(store::find).distinct().toList()));
    }

    private void print(RunRemoval removal) {
        List<List<String>> rows = new ArrayList<>();
        for (RemovableRun run : removal.runs()) {
            RunRecord record = run.record();
            rows.add(List.of(
                    record.id(),
                    record.run().trial().objective(),
                    record.run().trial().seedText(),
                    record.run().state().label(),
                    megabytes(run.bytes()),
                    String.join(", ", record.experiments()),
                    String.join(", ", record.tags())));
        }
        context.table(List.of("ID", "LOSS", "SEED", "STATE", "MB", "EXPERIMENTS", "TAGS"), rows);
        List<RunRecord> shared = shared(removal);
        if (!shared.isEmpty()) {
            context.tell(CommandOutput.counted(shared.size(), "of them belongs", "of them belong")
                    + " to several experiments, which " + (yes ? "have lost" : "would all lose")
                    + " the result: "
                    + String.join(", ", shared.stream().map(RunRecord::id).toList()));
        }
        context.tell(CommandOutput.counted(removal.runs().size(), "run", "runs") + ", " + megabytes(removal.bytes())
                + " MB "
                + (yes
                        ? "removed; 'rm ID --restore' brings a run back until 'gc -y' deletes it"
                        : "would be removed; -y removes them"));
        context.out().flush();
    }

    private static List<RunRecord> shared(RunRemoval removal) {
        return removal.runs().stream()
                .map(RemovableRun::record)
                .filter(record -> record.experiments().size() > 1)
                .toList();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / (double) (1 << 20));
    }

    /** What {@code --json} prints. */
    private record RemovalDocument(boolean removed, long bytes, List<RemovedItem> runs) {
        static RemovalDocument of(boolean removed, RunRemoval removal) {
            return new RemovalDocument(
                    removed,
                    removal.bytes(),
                    removal.runs().stream()
                            .map(run -> new RemovedItem(
                                    run.record().id(),
                                    run.record().experiments(),
                                    run.record().tags(),
                                    run.folders().stream().map(Path::toString).toList(),
                                    run.bytes()))
                            .toList());
        }
    }

    private record RestoredDocument(List<String> restored) {}

    private record RemovedItem(
            String id, List<String> experiments, List<String> tags, List<String> folders, long bytes) {}
}
