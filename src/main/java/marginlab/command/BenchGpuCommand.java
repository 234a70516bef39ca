package marginlab.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.bench.gpu.GpuList;
import marginlab.bench.gpu.GpuProof;
import marginlab.bench.gpu.Libtorch;
import marginlab.bench.gpu.LibtorchSearch;
import marginlab.bench.gpu.NvidiaSmi;
import marginlab.bench.gpu.ProofParts;
import marginlab.bench.gpu.ProofReport;
import marginlab.bench.gpu.ProofResult;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench gpu}: whether a machine's GPUs train right, and how fast. */
@Command(
        name = "gpu",
        description =
                "Checks in a few minutes that this machine's GPUs train correctly, and how fast: every loss beside the processor, IR-50 and"
                        + " IR-100 in float32, TF32 and mixed precision, two trainings at once, a head of a million classes."
                        + " A failure is reported with its remedy and does not stop the other checks.",
        footer = {
            "",
            "Example:  bench gpu --out gpu",
            "          bench gpu --out gpu --libtorch libtorch/lib --minutes 5"
        })
final class BenchGpuCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder for gpu.json and index.html")
    private Path out;

    @Option(
            names = "--libtorch",
            paramLabel = "DIR",
            description = "folder of libtorch (default: PYTORCH_LIBRARY_PATH, or what DJL keeps)")
    private Path libtorch;

    @Option(
            names = "--minutes",
            defaultValue = "9",
            paramLabel = "N",
            description = "time for all parts together (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Override
    public Integer call() {
        if (!(minutes > 0 && minutes <= 1440)) {
            throw new ProblemException(new Problem("--minutes", String.valueOf(minutes), "above 0, at most 1440"));
        }
        GpuList.GpuAnswer gpus = new NvidiaSmi().ask();
        Libtorch found = LibtorchSearch.here(libtorch)
                .find(LibtorchSearch.wanted(), !gpus.devices().isEmpty());
        int usable = found.loads() && found.cuda() ? gpus.devices().size() : 0;
        List<ProofResult> parts =
                new GpuProof(new ProofParts(found).all(), usable, 60 * minutes, System::nanoTime).run(context::say);
        ProofReport report = new ProofReport(machine(), found, gpus, parts);
        report.write(out);
        if (context.json()) {
            CommandOutput.json(context.out(), report);
        } else {
            context.tell(report.verdict());
            context.out().println("See " + out.resolve("index.html"));
        }
        return parts.stream().anyMatch(part -> part.state() == ProofResult.PartState.FAILED) ? 1 : 0;
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", Java " + System.getProperty("java.version");
    }
}
