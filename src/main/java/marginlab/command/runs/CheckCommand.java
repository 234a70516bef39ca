package marginlab.command.runs;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.file.AtomicFile;
import marginlab.pipeline.StoredResults;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.report.gate.Baseline;
import marginlab.report.gate.Gate;
import marginlab.report.gate.GateResult;
import marginlab.report.gate.GateText;
import marginlab.report.gate.GateTolerance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: the gate that keeps accuracy from falling unseen. */
@Command(
        name = "check",
        description = {
            "Compares results with a baseline, for CI.",
            "Exit codes: 0 passed (no cell dropped by more than the tolerance), 3 regressed, 4 inconclusive, 5 incomplete, 6 not comparable."
        },
        footer = {
            "",
            "Example:  check experiments/quickstart.yaml --baseline reports/baselines/quickstart.json --junit gate.xml"
        })
public final class CheckCommand implements Callable<Integer> {
    private static final double POINTS = 100;

    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "FILE-or-NAME", description = "an experiment")
    private String experiment;

    @Option(names = "--baseline", required = true, paramLabel = "FILE", description = "a file written by 'baseline'")
    private Path baseline;

    @Option(
            names = "--tolerance",
            defaultValue = "0.5",
            paramLabel = "POINTS",
            description = "tolerated drop in accuracy, in percentage points (default: ${DEFAULT-VALUE})")
    private double tolerance;

    @Option(
            names = "--limit",
            paramLabel = "POINTS",
            description = "a larger drop fails whatever the noise (default: twice the tolerance, 2 at least)")
    private Double limit;

    @Option(names = "--junit", paramLabel = "FILE", description = "also writes the result as JUnit XML")
    private Path junit;

    private GateTolerance tolerated() {
        if (!(tolerance >= 0 && tolerance < POINTS)) {
            throw new ProblemException(new Problem("--tolerance", String.valueOf(tolerance), "0 to 100 points"));
        }
        if (limit == null) {
            return GateTolerance.of(tolerance / POINTS);
        }
        if (!(limit >= tolerance && limit <= POINTS)) {
            throw new ProblemException(
                    new Problem("--limit", String.valueOf(limit), "the tolerance, " + tolerance + ", to 100 points"));
        }
        return new GateTolerance(tolerance / POINTS, limit / POINTS);
    }

    @Override
    public Integer call() throws Exception {
        GateTolerance tolerated = tolerated();
        Baseline kept = Baseline.read(baseline);
        GateResult check = StoredResults.with(context.place(), experiment, sweep -> Gate.check(kept, sweep, tolerated));
        if (junit != null) {
            AtomicFile.write(junit, GateText.junit(check, kept.experiment()));
        }
        context.out().print(context.json() ? check.json() : GateText.table(check, context.width()));
        context.out().flush();
        return check.verdict().exitCode();
    }
}
