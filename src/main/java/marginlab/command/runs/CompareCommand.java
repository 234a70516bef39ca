package marginlab.command.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.file.AtomicFile;
import marginlab.pipeline.StoredResults;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.report.compare.CommonMistakes;
import marginlab.report.compare.ExperimentComparison;
import marginlab.report.compare.RunComparison;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.query.RunRecord;
import marginlab.store.record.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare A B}: two runs or two experiments side by side. */
@Command(
        name = "compare",
        description =
                "Compares two runs: settings, data, provenance and results. Or two experiments, by file or name: the difference of each row, and what else differs, such as engine, version or recipe. Or, with --in, two losses of one experiment. Also counts the pairs that both get wrong.",
        footer = {
            "",
            "Example:  compare 4f3a 81c0 --only-changed",
            "          compare mxnet pytorch --page both.html",
            "          compare 'ArcFace(0.5)' 'CosFace(0.35)' --in arcface-table2",
            "          compare --where 'experiment=quickstart and seed=1' --only-changed"
        })
public final class CompareCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 8;

    @Mixin
    private CommandContext context;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "A",
            description = "the id of a run, or a prefix of it; or an experiment; or a loss")
    private String first;

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "another of the same kind")
    private String second;

    @Option(names = "--only-changed", description = "shows only what differs")
    private boolean onlyChanged;

    @Option(names = "--in", paramLabel = "FILE-or-NAME", description = "the experiment that A and B are losses of")
    private String experiment;

    @Option(names = "--page", paramLabel = "FILE", description = "also writes the comparison as a web page")
    private Path page;

    @Mixin
    private ChoiceOptions choice;

    @Override
    public Integer call() throws Exception {
        if (choice.isGiven() == (first != null) || first != null && second == null) {
            throw new ProblemException(new Problem(
                    "compare",
                    choice.isGiven() ? "names beside --where" : first == null ? "nothing" : "one name, " + first,
                    "A and B, or --where"));
        }
        if (choice.isGiven()) {
            return chosen();
        }
        if (experiment != null) {
            return print(StoredResults.with(
                    context.place(), experiment, sweep -> ExperimentComparison.losses(sweep, first, second)));
        }
        return isExperiment(first) && isExperiment(second) ? experiments() : runs();
    }

    private boolean isExperiment(String name) {
        if (Files.exists(Path.of(name))) {
            return true;
        }
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            return !store.members(name).isEmpty();
        }
    }

    private int experiments() throws IOException {
        return print(StoredResults.with(
                context.place(),
                first,
                one -> StoredResults.with(context.place(), second, other -> ExperimentComparison.of(one, other))));
    }

    private int print(ExperimentComparison compared) throws IOException {
        write(compared.html());
        if (context.json()) {
            CommandOutput.json(context.out(), compared.json());
        } else {
            context.out().print(compared.text(context.width()));
            context.out().flush();
        }
        return 0;
    }

    private int runs() throws IOException {
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            return print(store, RunRecord.of(store, List.of(store.find(first), store.find(second))));
        }
    }

    /** Those that satisfy the conditions, side by side. */
    private int chosen() throws IOException {
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            List<RunRecord> records = choice.chosen(store);
            if (records.size() < 2 || records.size() > MOST_RUNS) {
                throw new ProblemException(new Problem(
                        "--where",
                        CommandOutput.counted(records.size(), "run", "runs"),
                        "2 to " + MOST_RUNS,
                        "--sort and --limit take the first of them"));
            }
            List<String> ids = records.stream().map(RunRecord::id).toList();
            return print(store, RunRecord.of(store, store.runs(ids)));
        }
    }

    private int print(Store store, List<RunRecord> records) throws IOException {
        List<Run> runs = records.stream().map(RunRecord::run).toList();
        RunComparison compared = runs.size() == 2
                ? RunComparison.of(
                        runs.get(0),
                        runs.get(1),
                        onlyChanged,
                        id -> context.place().runs().resolve(id))
                : RunComparison.of(runs, onlyChanged);
        write(compared.html());
        if (context.json()) {
            CommandOutput.json(
                    context.out(),
                    new Document(
                            records.stream().map(RunDescription::full).toList(),
                            compared.lines(),
                            compared.mistakes()));
        } else {
            context.out().print(compared.text(context.width()));
            if (compared.isEmpty()) {
                context.out().println("nothing differs");
            }
            context.out().flush();
        }
        return 0;
    }

    private void write(String html) {
        if (page != null) {
            AtomicFile.write(page, html);
        }
    }

    /** What {@code --json} prints of two runs. */
    private record Document(
            List<RunDescription> runs,
            List<RunComparison.ComparedSetting> rows,
            List<CommonMistakes.Document> mistakes) {}
}
