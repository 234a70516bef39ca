package marginlab.command.runs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.query.RunColumns;
import marginlab.store.query.RunRecord;
import marginlab.store.query.SelectedRuns;
import marginlab.store.query.Selection;
import marginlab.store.query.SelectionWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ls}: the runs, newest first. */
@Command(
        name = "ls",
        description =
                "Lists runs, newest first, or those that match conditions, sorted and with columns as you choose.",
        footer = {
            "",
            "Example:  ls --limit 20 --json",
            "          ls --where 'loss=ArcFace* and scale>=32' --sort -lfw --columns id,loss,scale,lfw,tag",
            "          ls --where experiment=quickstart --group --sort -plain",
            "          ls --where since=yesterday --watch"
        })
public final class ListCommand implements Callable<Integer> {
    private static final int USUAL_LIMIT = 50;
    private static final int COLUMNS_OF_SETS = 4;
    private static final List<String> BEFORE =
            List.of("id", "started", "experiment", "loss", "seed", "state", "duration");
    private static final List<String> BEFORE_IN_GROUPS = List.of("experiment", "loss", "seed", "state");
    private static final List<String> AFTER = List.of("tag", "note", "reason");

    @Mixin
    private CommandContext context;

    @Mixin
    private ChoiceOptions choice;

    @Option(
            names = "--columns",
            defaultValue = "",
            paramLabel = "COLUMNS",
            description = "what is shown: id,loss,scale,lfw; a leading '+' adds to the default columns")
    private String columns;

    @Option(
            names = "--group",
            arity = "0..1",
            defaultValue = "",
            fallbackValue = Selection.ROW,
            paramLabel = "COLUMNS",
            description =
                    "one line for runs that differ in their seed alone, or that have the same in these columns: figures as"
                            + " mean ± standard deviation (runs)")
    private String group;

    @Option(names = "--watch", description = "keeps the list up to date until no sweep is running")
    private boolean watch;

    @Override
    public Integer call() {
        choice.limit(USUAL_LIMIT);
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            if (watch) {
                new RunWatch(context, store, this::selected, !columns.isEmpty()).untilDone();
                return 0;
            }
            SelectedRuns selected = selected(store);
            if (selected.rows().isEmpty()) {
                context.say(none(context.place().store()));
            }
            if (context.json()) {
                CommandOutput.json(context.out(), RunDescription.rows(selected, !columns.isEmpty()));
            } else if (!selected.rows().isEmpty()) {
                print(selected);
            }
        }
        return 0;
    }

    /** The runs that are asked for, as they are now. */
    private SelectedRuns selected(Store store) {
        boolean needsAll = choice.needsAll() || !group.isEmpty();
        // One more than is shown tells whether there are more.
        int read = needsAll ? Integer.MAX_VALUE : choice.limit(USUAL_LIMIT) + 1;
        List<RunRecord> records = store.atOnce(reading -> RunRecord.of(reading, reading.latest(read)));
        RunColumns known = RunColumns.of(records, store::lastMetrics);
        SelectionWords words = choice.words(columns, group, USUAL_LIMIT);
        return Selection.of(words, known, usual(known, !group.isEmpty()), Clock.systemDefaultZone())
                .apply(records);
    }

    /** The columns where nobody names some. */
    static List<String> usual(RunColumns known, boolean isGrouped) {
        List<String> usual = new ArrayList<>(isGrouped ? BEFORE_IN_GROUPS : BEFORE);
        known.verified().stream().limit(COLUMNS_OF_SETS).forEach(usual::add);
        usual.addAll(AFTER);
        return usual;
    }

    private String none(String location) {
        if (!Store.isThere(location)) {
            return "no store yet at " + location + "; 'run FILE' makes it, 'rebuild' makes it from run folders";
        }
        return choice.isGiven() ? "no run satisfies the conditions" : "no runs yet in " + location;
    }

    private void print(SelectedRuns selected) {
        RunTableText.FittedLines text = RunTableText.of(selected, !columns.isEmpty(), context.width());
        text.lines().forEach(context.out()::println);
        context.out().flush();
        if (!text.leftOut().isEmpty()) {
            context.say("no room for " + String.join(", ", text.leftOut()) + "; --columns chooses");
        }
        if (selected.rows().size() < selected.all() && !choice.hasLimit()) {
            context.say("the first " + selected.rows().size() + " are shown; --limit shows more");
        }
    }
}
