package marginlab.command.runs;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.ProgressMeter;
import marginlab.problem.ProblemException;
import marginlab.run.network.EmbeddedImages;
import marginlab.run.network.NetworkFromFile;
import marginlab.run.rescore.TrainedNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code embed ID}: embeddings of a dataset with the network of a run. */
@Command(
        name = "embed",
        description =
                "Computes the embeddings of a dataset's images, in order, with the network of a run or with a network file.",
        footer = {
            "",
            "Example:  embed 4f3a --data lfw --out lfw.npy --flip lfw-flip.npy",
            "          embed w600k_r50.onnx --pixels 127.5/127.5 --colour rgb --data lfw --out lfw.npy"
        })
public final class EmbedCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "ID", description = "the id of a run, or a prefix of it; or a network file")
    private String id;

    @Mixin
    private NetworkOptions network;

    @Option(names = "--data", required = true, paramLabel = "NAME", description = "a dataset of the catalog")
    private String data;

    @Option(names = "--out", required = true, paramLabel = "E.npy", description = "output, float32 [N, d]")
    private Path out;

    @Option(names = "--flip", paramLabel = "F.npy", description = "also writes the embeddings of the mirrored images")
    private Path flip;

    @Override
    public Integer call() {
        boolean isFile = NetworkOptions.isFile(id);
        Path folder = isFile ? null : context.place().runs().resolve(FinishedRun.id(context, id));
        context.pipeline().catalog().problem(data, "--data").ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        Path datasets = context.place().datasets();
        EmbeddedImages answer;
        try (ProgressMeter meter = new ProgressMeter(context)) {
            answer = isFile
                    ? new NetworkFromFile(network.of(id), datasets, data, meter).embed(out, flip)
                    : TrainedNetwork.embed(folder, datasets, data, network.trusted(), out, flip, meter);
        }
        if (context.json()) {
            CommandOutput.json(context.out(), answer);
        } else {
            context.out().println(out + ": " + answer.rows() + " embeddings of " + answer.dimension() + " numbers");
            context.out().flush();
        }
        return 0;
    }
}
