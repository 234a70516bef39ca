package marginlab.command.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.file.AtomicFile;
import marginlab.pipeline.StoredResults;
import marginlab.report.compare.CommonMistakes;
import marginlab.report.compare.ExperimentComparison;
import marginlab.report.compare.RunComparison;
import marginlab.store.Store;
import marginlab.store.StoreMode;
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
            "          compare 'ArcFace(0.5)' 'CosFace(0.35)' --in arcface-table2"
        })
public final class CompareCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "the id of a run, or the start of it; or an experiment; or a loss")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "another of the same kind")
    private String second;

    @Option(names = "--only-changed", description = "shows only what differs")
    private boolean onlyChanged;

    @Option(names = "--in", paramLabel = "FILE-or-NAME", description = "the experiment that A and B are losses of")
    private String experiment;

    @Option(names = "--page", paramLabel = "FILE", description = "gets the same as a page")
    private Path page;

    @Override
    public Integer call() throws Exception {
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
            context.out().print(compared.text());
            context.out().flush();
        }
        return 0;
    }

    private int runs() throws IOException {
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            Run a = store.find(first);
            Run b = store.find(second);
            RunComparison compared = RunComparison.of(
                    a, b, onlyChanged, id -> context.place().runs().resolve(id));
            write(compared.html());
            if (context.json()) {
                List<RunDescription> runs = new ArrayList<>();
                for (Run run : List.of(a, b)) {
                    String id = run.trial().id();
                    runs.add(RunDescription.full(
                            run, store.experiments(List.of(id)).getOrDefault(id, List.of())));
                }
                CommandOutput.json(context.out(), new Document(runs, compared.lines(), compared.mistakes()));
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
