package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.experiment.Experiment;
import marginlab.loss.formula.LossDefinitions;
import marginlab.plan.Plan;
import marginlab.report.page.FaceDisclosure;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.run.Workspace;
import marginlab.run.coordinate.SweepPolicy;
import marginlab.run.launch.Launcher;

/** Read, plan, run what is not stored yet, report. */
public final class Pipeline {
    private final Catalog catalog;
    private final ExperimentPlanner planner;
    private final SweepRunner runner;
    private final SweepReporter reporter;

    /**
     * What is to be run.
     *
     * @param file of the experiment
     * @param overrides what is changed in it, {@code KEY=VALUE}
     * @param only labels of the rows that are meant; all rows where there is none
     * @param command what runs the same again
     * @param faces whether the report shows faces
     * @param out where reports go
     */
    public record PipelineRequest(
            Path file, List<String> overrides, List<String> only, String command, FaceDisclosure faces, Path out) {}

    /** How the trials of a plan are run, and which again; the launcher is closed afterwards. */
    public record Running(SweepPolicy policy, Launcher launcher, Retraining again) {}

    /** The experiment, what became of the trials that were run of it, and the files that tell of all, the page first. */
    public record Ran(ExperimentScope scope, SweepOutcome sweep, List<Path> report) {}

    /** One that knows no losses of jars. */
    public Pipeline(Workspace place) {
        this(place, () -> LossDefinitions.NONE);
    }

    /** @param ofJars losses of jars that experiments may name, asked for when one is read */
    public Pipeline(Workspace place, Supplier<LossDefinitions> ofJars) {
        catalog = BuiltInCatalog.open(place.datasets());
        planner = new ExperimentPlanner(catalog, ofJars);
        runner = new SweepRunner(place, catalog);
        reporter = new SweepReporter(place, catalog);
    }

    /** The whole way of an experiment, from its file to its report. */
    public Ran run(PipelineRequest request, Function<Plan, Running> running, SweepListener listener)
            throws IOException {
        Experiment experiment = planner.read(request.file(), request.overrides(), request.only());
        Plan all = planner.plan(experiment, List.of());
        ExperimentScope scope = planner.scope(request.file(), request.overrides(), all);
        Plan plan = all.only(request.only());
        new WrittenFolderCheck(catalog, Map.of("--out", request.out())).check(sets(plan));
        SweepOutcome sweep = run(plan, scope, running.apply(plan), listener);
        List<Path> report = reporter.write(scope, request.command(), request.faces(), request.out());
        return new Ran(scope, sweep, report);
    }

    private static Set<String> sets(Plan plan) {
        return plan.trials().stream()
                .flatMap(trial -> trial.settings().datasets().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private SweepOutcome run(Plan plan, ExperimentScope scope, Running running, SweepListener listener)
            throws IOException {
        try (Launcher launcher = running.launcher()) {
            return runner.run(plan, scope, running.policy(), launcher, running.again(), listener);
        }
    }

    public Catalog catalog() {
        return catalog;
    }

    public ExperimentPlanner planner() {
        return planner;
    }

    public SweepRunner runner() {
        return runner;
    }

    public SweepReporter reporter() {
        return reporter;
    }
}
