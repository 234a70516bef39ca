package marginlab.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;
import marginlab.pipeline.EmbeddingProcess;
import marginlab.run.Capacity;
import marginlab.run.Errand;
import marginlab.run.Workers;
import marginlab.store.Metric;
import marginlab.store.Role;
import marginlab.store.Run;
import marginlab.store.State;
import marginlab.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code embed ID}: embeddings of a dataset with the network of a run. */
@Command(
        name = "embed",
        description = "Writes the embeddings of a dataset's images, in its order, with the network of a run.",
        footer = {"", "Example:  embed 4f3a --data lfw --out lfw.npy --flip lfw-flip.npy"})
public final class EmbedCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofDays(30);

    @Mixin
    private Context context;

    @Parameters(index = "0", paramLabel = "ID", description = "the id of a run, or the start of it")
    private String id;

    @Option(names = "--data", required = true, paramLabel = "NAME", description = "a dataset of the catalog")
    private String data;

    @Option(names = "--out", required = true, paramLabel = "E.npy", description = "gets float32 [N, d]")
    private Path out;

    @Option(names = "--flip", paramLabel = "F.npy", description = "gets those of the mirrored images")
    private Path flip;

    @Override
    public Integer call() {
        Path folder = context.place().runs().resolve(trial());
        context.pipeline().catalog().problem(data, "--data").ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        List<String> arguments = new ArrayList<>(List.of(
                folder.toAbsolutePath().toString(),
                context.place().datasets().toAbsolutePath().toString(),
                data,
                out.toAbsolutePath().toString()));
        if (flip != null) {
            arguments.add(flip.toAbsolutePath().toString());
        }
        Capacity capacity = Capacity.here(1, List.of(), 1);
        Errand.Answer answer = new Errand(
                        new Workers(EmbeddingProcess.class, arguments, capacity.threads(), capacity.heapMegabytes()))
                .run(LIMIT);
        if (answer.code() != 0) {
            throw new ProblemException(new Problem(
                    folder.toString(),
                    answer.lastWord().isEmpty() ? "exit code " + answer.code() : answer.lastWord(),
                    "a run whose network can embed '" + data + "'"));
        }
        JsonObject document = JsonParser.parseString(answer.output()).getAsJsonObject();
        if (context.json()) {
            Output.json(context.out(), document);
        } else {
            context.out()
                    .println(out + ": " + document.get("rows") + " embeddings of " + document.get("dimension")
                            + " numbers");
            context.out().flush();
        }
        return 0;
    }

    private String trial() {
        try (Store store = Store.open(context.place().store(), Role.READER)) {
            Run run = store.find(id);
            String full = run.trial().id();
            if (run.state() != State.DONE) {
                long step = store.metrics(full).stream()
                        .mapToLong(Metric::step)
                        .max()
                        .orElse(0);
                throw new ProblemException(new Problem(
                        full,
                        "a run that is " + run.state().label() + " at step " + step + " of its training",
                        "a run that is done",
                        "'run FILE' of its experiment goes on with it"));
            }
            return full;
        }
    }
}
