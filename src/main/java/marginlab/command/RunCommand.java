package marginlab.command;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.experiment.Problems;
import marginlab.pipeline.Pipeline;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.run.Capacity;
import marginlab.run.Child;
import marginlab.run.Launcher;
import marginlab.run.Policy;
import marginlab.run.Sweep;
import marginlab.run.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run FILE}: runs what is not done yet, then writes the report. */
@Command(
        name = "run",
        description = "Runs what is not done yet, then writes the report.",
        footer = {
            "",
            "Example:  run experiments/quickstart.yaml --set seeds=[1,2,3]",
            "          run experiments/arcface-table2.yaml --launcher slurm --dry-run --trial-gpus 1"
        })
public final class RunCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Mixin
    private Selection selection;

    @Option(names = "--jobs", paramLabel = "N", description = "trials at a time (default: what the machine allows)")
    private Integer jobs;

    @Option(names = "--gpus", split = ",", paramLabel = "N", description = "devices by number: 0,1")
    private List<String> gpus = new ArrayList<>();

    @Option(
            names = "--per-gpu",
            defaultValue = "1",
            paramLabel = "N",
            description = "trials that share a device (default: 1)")
    private int perGpu;

    @Option(names = "--retry-failed", description = "tries trials again that failed before")
    private boolean retryFailed;

    @Option(
            names = "--out",
            defaultValue = "reports",
            paramLabel = "DIR",
            description = "where reports go (default: reports)")
    private Path out;

    @Mixin
    private LaunchFlags launch;

    @Mixin
    private Portraits portraits;

    @Override
    public Integer call() throws Exception {
        launch.check(context.clusters());
        check();
        Pipeline pipeline = context.pipeline();
        Plan plan = selection.plan(pipeline);
        Capacity capacity = capacity(plan.trials().size());
        context.say(capacity.why());
        Policy policy = Policy.standard()
                .withJobs(capacity.jobs())
                .withGpus(launch.isLocal() ? gpus : List.of(), perGpu)
                .withRetryFailed(retryFailed);
        Workers workers = pipeline.workers(capacity, launch.isLocal() ? !gpus.isEmpty() : launch.onGpus());
        if (launch.isSlurm()) {
            return writeScript(pipeline.unfinished(plan), plan, workers, capacity.jobs());
        }
        Sweep sweep;
        try (Launcher launcher =
                launch.launcher(context.clusters(), workers, context.place().runs())) {
            sweep = pipeline.run(plan, selection.definition(), policy, launcher, context.progress());
        }
        tell(sweep, pipeline, plan);
        if (sweep.interrupted()) {
            return Child.INTERRUPTED;
        }
        return sweep.isComplete() ? 0 : Failures.FAILED;
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
        problems.raise();
    }

    private Capacity capacity(int trials) {
        if (!launch.isLocal()) {
            return launch.capacity(jobs == null ? 0 : jobs, trials);
        }
        Capacity machine = Capacity.here(trials, gpus, perGpu);
        return jobs == null ? machine : machine.withJobs(jobs);
    }

    private int writeScript(List<Trial> trials, Plan plan, Workers workers, int atATime) throws IOException {
        if (trials.isEmpty()) {
            context.say("every trial has a result: there is nothing to run");
            return 0;
        }
        Path script = launch.slurmScript(
                plan.experiment().name(),
                trials,
                workers,
                atATime,
                context.place().runs());
        if (context.json()) {
            JsonObject document = new JsonObject();
            document.addProperty("script", script.toString());
            document.addProperty("trials", trials.size());
            Output.json(context.out(), document);
        } else {
            context.out().println("sbatch " + script + "   # " + trials.size() + " trials; then 'rebuild'");
            context.out().flush();
        }
        return 0;
    }

    private void tell(Sweep sweep, Pipeline pipeline, Plan plan) throws IOException {
        List<Path> files = pipeline.report(plan, selection.command(), portraits.faces(), out);
        if (context.json()) {
            JsonObject document = new JsonObject();
            document.addProperty("done", sweep.done());
            document.addProperty("failed", sweep.failed());
            document.addProperty("skipped", sweep.skipped());
            document.addProperty("report", files.get(0).toString());
            Output.json(context.out(), document);
        } else {
            context.out().print(pipeline.terminalTable(plan, context.colour()));
            context.out().println("report: " + files.get(0));
            context.out().flush();
        }
    }
}
