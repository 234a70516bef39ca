package marginlab.command.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.pipeline.StoredResults;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.report.gate.Baseline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baseline}: keeps results for the gate to measure later ones by. */
@Command(
        name = "baseline",
        description =
                "Saves the current results, with the decision on every pair, to a small file that you can commit.",
        footer = {"", "Example:  baseline experiments/quickstart.yaml --out reports/baselines/quickstart.json"})
public final class BaselineCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "FILE-or-NAME", description = "an experiment")
    private String experiment;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the baseline to write")
    private Path out;

    @Override
    public Integer call() throws Exception {
        List<String> gaps = new ArrayList<>();
        Baseline baseline = StoredResults.with(context.place(), experiment, sweep -> {
            gaps.addAll(Baseline.gaps(sweep));
            return Baseline.of(sweep);
        });
        boolean some = baseline.rows().stream()
                .anyMatch(row -> row.protocols().values().stream().anyMatch(seeds -> !seeds.isEmpty()));
        if (!some) {
            throw new ProblemException(
                    new Problem(experiment, "no results", "at least one trial that is done", "'run' trains them"));
        }
        baseline.write(out);
        gaps.forEach(gap -> context.say("not in the baseline: " + gap));
        if (context.json()) {
            CommandOutput.json(
                    context.out(), new Document(out.toString(), baseline.rows().size()));
        } else {
            context.tell(out + ": " + baseline.rows().size() + " rows");
            context.out().flush();
        }
        return 0;
    }

    /** What {@code --json} prints. */
    private record Document(String file, int rows) {}
}
