package marginlab.command.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.pipeline.Pipeline;
import marginlab.pipeline.StoredResults;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.report.format.TerminalTable;
import marginlab.report.table.Findings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report FILE-or-NAME}: writes the report of what there is. */
@Command(
        name = "report",
        description =
                "Writes the page and the tables of the results so far. Given an experiment file, the report also shows planned trials; given a name, only trials that were started.",
        footer = {"", "Example:  report experiments/quickstart.yaml --out reports --no-images"})
public final class ReportCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "FILE-or-NAME", description = "an experiment")
    private String experiment;

    @Mixin
    private OverrideOptions changes;

    @Mixin
    private FacesOption portraits;

    @Option(
            names = "--out",
            defaultValue = "reports",
            paramLabel = "DIR",
            description = "where reports go (default: reports)")
    private Path out;

    @Override
    public Integer call() throws Exception {
        List<Path> files = write();
        if (context.json()) {
            CommandOutput.json(
                    context.out(),
                    new Document(files.stream().map(Path::toString).toList()));
        } else {
            files.forEach(context.out()::println);
            context.out().print(verdicts());
            context.out().flush();
        }
        return 0;
    }

    /** What was found, in words. */
    private String verdicts() throws IOException {
        Path file = Path.of(experiment);
        if (Files.exists(file)) {
            Pipeline pipeline = context.pipeline();
            return pipeline.reporter().verdicts(changes.selected(pipeline, file), context.width());
        }
        return StoredResults.with(
                context.place(),
                experiment,
                sweep -> TerminalTable.sentences(Findings.of(sweep), context.width()) + "\n");
    }

    private List<Path> write() throws IOException {
        Path file = Path.of(experiment);
        if (Files.exists(file)) {
            Pipeline pipeline = context.pipeline();
            return pipeline.reporter()
                    .write(changes.selected(pipeline, file), changes.command(file), portraits.faces(), out);
        }
        if (!changes.isNone()) {
            throw new ProblemException(
                    new Problem(experiment, "no such file", "an experiment's file beside --set and --only"));
        }
        return StoredResults.report(context.place(), experiment, portraits.faces(), out);
    }

    /** What {@code --json} prints. */
    private record Document(List<String> files) {}
}
