package marginlab.command;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.pipeline.Pipeline;
import marginlab.plan.Plan;
import marginlab.run.Capacity;
import marginlab.run.Child;
import marginlab.run.Policy;
import marginlab.run.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run FILE}: runs what is not done yet, then writes the report. */
@Command(
        name = "run",
        description = "Runs what is not done yet, then writes the report.",
        footer = {"", "Example:  run experiments/quickstart.yaml --set seeds=[1,2,3]"})
public final class RunCommand implements Callable<Integer> {
    @Mixin
    private Context context;

    @Mixin
    private Selection selection;

    @Option(names = "--jobs", paramLabel = "N", description = "trials at a time (default: what the machine allows)")
    private int jobs;

    @Option(names = "--gpus", split = ",", paramLabel = "0,1", description = "devices by number (default: all)")
    private List<String> gpus = new ArrayList<>();

    @Option(names = "--per-gpu", defaultValue = "1", paramLabel = "N", description = "trials that share a device")
    private int perGpu;

    @Option(names = "--retry-failed", description = "tries trials again that failed before")
    private boolean retryFailed;

    @Option(names = "--out", defaultValue = "reports", paramLabel = "DIR", description = "where reports go")
    private Path out;

    @Override
    public Integer call() throws Exception {
        Pipeline pipeline = context.pipeline();
        Plan plan = selection.plan(pipeline);
        Capacity machine = Capacity.here(plan.trials().size(), gpus, perGpu);
        Capacity capacity = jobs > 0 ? machine.withJobs(jobs) : machine;
        context.say(capacity.why());
        Policy policy = Policy.standard()
                .withJobs(capacity.jobs())
                .withGpus(gpus, perGpu)
                .withRetryFailed(retryFailed);
        Sweep sweep = pipeline.run(plan, selection.definition(), policy, capacity, context.progress());
        List<Path> files = pipeline.report(plan, selection.command(), out);
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
        if (sweep.interrupted()) {
            return Child.INTERRUPTED;
        }
        return sweep.isComplete() ? 0 : Failures.FAILED;
    }
}
