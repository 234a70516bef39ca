package marginlab.command.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.FailureHandler;
import marginlab.pipeline.ExperimentScope;
import marginlab.pipeline.Pipeline;
import marginlab.pipeline.Retraining;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import marginlab.run.MachineCapacity;
import marginlab.run.StopSignal;
import marginlab.run.SweepOutcome;
import marginlab.run.coordinate.SweepPolicy;
import marginlab.run.device.VisibleGpus;
import marginlab.run.launch.WorkerLauncher;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.query.RunColumns;
import marginlab.store.query.RunRecord;
import marginlab.store.query.Selection;
import marginlab.store.query.SelectionWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run FILE}: runs what is not done yet, then writes the report. */
@Command(
        name = "run",
        description = "Trains every trial that has no result yet, then writes the report.",
        footer = {
            "",
            "Example:  run experiments/quickstart.yaml --set seeds=[1,2,3]",
            "          run experiments/arcface-table2.yaml --launcher slurm --dry-run --trial-gpus 1"
        })
public final class RunCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Mixin
    private ExperimentOptions selection;

    @Option(names = "--jobs", paramLabel = "N", description = "trials at a time (default: what the machine allows)")
    private Integer jobs;

    @Option(
            names = "--gpus",
            split = ",",
            paramLabel = "N",
            description = "GPUs by number, such as 0,1 (default: all that the engine sees)")
    private List<String> gpus = new ArrayList<>();

    @Option(names = "--per-gpu", defaultValue = "1", paramLabel = "N", description = "trials per device (default: 1)")
    private int perGpu;

    @Option(
            names = "--retrain",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "LABEL",
            description =
                    "trains again what other code trained, or every trial of a row: --retrain='NS'; old results are kept")
    private List<String> retrain;

    @Option(names = "--retry-failed", description = "retries trials that failed before")
    private boolean retryFailed;

    @Option(
            names = "--watch",
            description = "trains nothing, but follows this experiment while another process runs it")
    private boolean watch;

    @Option(names = "--trust", description = "allows TorchScript networks, which can run any program with your rights")
    private boolean trusted;

    @Option(
            names = "--out",
            defaultValue = "reports",
            paramLabel = "DIR",
            description = "where reports go (default: reports)")
    private Path out;

    @Mixin
    private LaunchOptions launch;

    @Mixin
    private FacesOption portraits;

    @Override
    public Integer call() throws Exception {
        launch.check(context.clusters());
        check();
        Pipeline pipeline = context.pipeline();
        if (watch) {
            return follow(selection.experiment(pipeline).name());
        }
        if (launch.isSlurm()) {
            return handOut(pipeline);
        }
        Pipeline.Ran ran = pipeline.run(
                selection.request(portraits.faces(), out), plan -> running(plan, pipeline), context.progress());
        tell(ran, pipeline);
        int unstopped = ran.sweep().isComplete() ? 0 : FailureHandler.FAILED;
        return ran.sweep().signal().map(StopSignal::exitCode).orElse(unstopped);
    }

    /** Shows what another process has at work, and trains nothing. */
    private int follow(String experiment) {
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            new RunWatch(
                            context,
                            store,
                            reading -> {
                                List<RunRecord> records =
                                        reading.atOnce(one -> RunRecord.of(one, one.outlines(one.members(experiment))));
                                RunColumns known = RunColumns.of(records, reading::lastMetrics);
                                return Selection.of(
                                                SelectionWords.NONE,
                                                known,
                                                ListCommand.usual(known, false),
                                                Clock.systemDefaultZone())
                                        .apply(records);
                            },
                            false)
                    .untilDone();
        }
        return 0;
    }

    private Pipeline.Running running(Plan plan, Pipeline pipeline) {
        List<String> places = places(plan);
        MachineCapacity capacity = capacity(plan, places, pipeline);
        SweepPolicy policy = SweepPolicy.standard()
                .withJobs(capacity.jobs())
                .withGpus(places, perGpu)
                .withRetryFailed(retryFailed);
        WorkerLauncher workers = workers(capacity, places, plan, pipeline);
        return new Pipeline.Running(
                policy,
                launch.launcher(context.clusters(), workers, context.place().runs()),
                retraining());
    }

    private Retraining retraining() {
        return retrain == null
                ? Retraining.NONE
                : new Retraining(
                        true, retrain.stream().filter(label -> !label.isEmpty()).toList());
    }

    /** Trials for the machines of a cluster, which tell what they found later. */
    private int handOut(Pipeline pipeline) throws IOException {
        Plan plan = selection.plan(pipeline);
        List<String> places = places(plan);
        MachineCapacity capacity = capacity(plan, places, pipeline);
        WorkerLauncher workers = workers(capacity, places, plan, pipeline);
        ExperimentScope scope = selection.scope(pipeline);
        return writeScript(pipeline.runner().handOut(plan, scope, retraining()), plan, workers, capacity.jobs());
    }

    private WorkerLauncher workers(MachineCapacity capacity, List<String> places, Plan plan, Pipeline pipeline) {
        if (!trusted) {
            // A result that is there was had with the user's word: nothing of the file runs again.
            pipeline.planner().requireArithmetic(plan, pipeline.runner().open(plan, retraining()));
        }
        boolean onGpus = launch.isLocal() ? !places.isEmpty() : launch.onGpus();
        return pipeline.runner().workers(capacity, onGpus, trusted, plan.trials());
    }

    /** What the machine has room for, which is said, with what of the data is passed over. */
    private MachineCapacity capacity(Plan plan, List<String> places, Pipeline pipeline) {
        MachineCapacity capacity = capacity(plan.trials().size(), places);
        context.say(capacity.why());
        pipeline.planner().passedOver(plan).forEach(context::say);
        pipeline.planner().doubts(plan).forEach(context::say);
        plan.experiment().doubts().forEach(doubt -> context.say("warning: " + doubt));
        return capacity;
    }

    /** Before data are drawn or read. */
    private void check() {
        Problems problems = new Problems();
        if (jobs != null && jobs < 1) {
            problems.add("--jobs", String.valueOf(jobs), "at least 1", "");
        }
        if (perGpu < 1) {
            problems.add("--per-gpu", String.valueOf(perGpu), "at least 1", "");
        }
        for (String gpu : gpus) {
            if (!gpu.matches("[0-9]{1,4}")) {
                problems.add("--gpus", gpu, "numbers of devices, such as 0,1", "");
            }
        }
        launch.check(problems);
        problems.raise();
    }

    /** The GPUs in groups as large as the trials need them; without {@code --gpus} those that the engine sees. */
    private List<String> places(Plan plan) {
        if (!launch.isLocal()) {
            return List.of();
        }
        List<String> engines = plan.trials().stream()
                .filter(trial -> trial.settings().isTraining())
                .map(trial -> trial.settings().engine())
                .distinct()
                .toList();
        List<String> seen = gpus.isEmpty() && engines.size() == 1 ? VisibleGpus.of(engines.get(0)) : gpus;
        int each = plan.trials().stream()
                .mapToInt(trial -> trial.settings().variants().devices())
                .max()
                .orElse(1);
        if (!seen.isEmpty() && seen.size() < each) {
            throw new ProblemException(new Problem(
                    "--gpus",
                    String.join(",", seen),
                    each + " devices or more, as the trials share batches among them"));
        }
        List<String> groups = new ArrayList<>();
        for (int first = 0; first + each <= seen.size(); first += each) {
            groups.add(String.join(",", seen.subList(first, first + each)));
        }
        return groups;
    }

    private MachineCapacity capacity(int trials, List<String> places) {
        if (!launch.isLocal()) {
            return launch.capacity(jobs == null ? 0 : jobs, trials);
        }
        MachineCapacity machine = MachineCapacity.here(trials, places, perGpu);
        return jobs == null ? machine : machine.withJobs(jobs);
    }

    private int writeScript(List<Trial> trials, Plan plan, WorkerLauncher workers, int atATime) throws IOException {
        if (trials.isEmpty()) {
            context.say(
                    plan.experiment().until().isPresent() || plan.search().isPresent()
                            ? "every trial of the rounds so far has a result, and no row needs another seed now"
                            : "every trial has a result: there is nothing to run");
            return 0;
        }
        LaunchOptions.Submission slurm = launch.slurmScript(
                plan.experiment().name(),
                trials,
                workers,
                atATime,
                context.place().runs());
        if (context.json()) {
            CommandOutput.json(context.out(), new Scripts(slurm.script().toString(), trials.size(), slurm.commands()));
        } else {
            slurm.commands().forEach(context.out()::println);
            context.out()
                    .println("# " + CommandOutput.counted(trials.size(), "trial", "trials")
                            + "; 'rebuild' imports what they found"
                            + (plan.experiment().until().isPresent()
                                            || plan.search().isPresent()
                                    ? ", and this command again writes the next round"
                                    : ""));
            context.out().flush();
        }
        return 0;
    }

    private void tell(Pipeline.Ran ran, Pipeline pipeline) {
        SweepOutcome sweep = ran.sweep();
        List<Path> files = ran.report();
        if (context.json()) {
            CommandOutput.json(
                    context.out(),
                    new Document(
                            sweep.done(),
                            sweep.failed(),
                            sweep.skipped(),
                            files.get(0).toString()));
        } else {
            context.out().println("report: " + files.get(0));
            context.out().print(pipeline.reporter().terminalTable(ran.scope(), context.colour(), context.width()));
            context.out().flush();
        }
    }

    /** What {@code --json} prints. */
    private record Document(int done, int failed, int skipped, String report) {}

    /** The same of trials that a cluster runs. */
    private record Scripts(String script, int trials, List<String> commands) {}
}
