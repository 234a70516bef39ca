package marginlab.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.MetricText;
import marginlab.command.context.ProgressMeter;
import marginlab.command.runs.NetworkOptions;
import marginlab.problem.ProblemException;
import marginlab.run.network.NetworkErrand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code network check FILE}: what images a network was trained for. */
@Command(
        name = "check",
        description =
                "Opens a network, and finds out which images it was trained for: it tries pixel ranges, both orders of"
                        + " the colours and mirrored copies on pairs of a set, and says which is right, how sure that is, and what the"
                        + " others would have given.",
        footer = {
            "",
            "Every form is tried on a fifth of the pairs, the best three on all of them. A network that others made for"
                    + " OpenCV takes bgr; --pixels and --colour of the answer go to 'embed', 'score stored' and networks: of an"
                    + " experiment.",
            "",
            "Example:  network check model-symbol.json --data lfw",
            "          network check w600k_r50.onnx --data cfp-fp --pairs 300",
            "          network check scripted.pt --data lfw --trust"
        })
final class NetworkCheckCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "*-symbol.json or *.params of MXNet, *.onnx, or TorchScript")
    private Path file;

    @Option(names = "--data", required = true, paramLabel = "NAME", description = "a verification set of the catalog")
    private String data;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "1000",
            description = "so many pairs of it, at least 100 (default: 1000)")
    private int pairs;

    @Mixin
    private NetworkOptions network;

    @Override
    public Integer call() {
        if (pairs < 100) {
            throw new ProblemException(new marginlab.problem.Problem("--pairs", pairs + " pairs", "at least 100"));
        }
        context.pipeline().catalog().problem(data, "--data").ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        JsonObject answer;
        try (ProgressMeter gauge = new ProgressMeter(context)) {
            answer = new NetworkErrand(
                            network.of(file.toString()), context.place().datasets(), data, gauge)
                    .check(pairs);
        }
        answer.addProperty("file", file.toString());
        if (context.json()) {
            CommandOutput.json(context.out(), answer);
        } else {
            print(answer);
        }
        return 0;
    }

    private void print(JsonObject answer) {
        context.out()
                .println(file + ": " + text(answer, "format") + ", images " + text(answer, "input") + ", embeddings of "
                        + text(answer, "dimension") + " numbers, " + text(answer, "parameters") + " parameters");
        context.out().println();
        List<List<String>> rows = new ArrayList<>();
        for (JsonElement one : answer.getAsJsonArray("variants")) {
            JsonObject variant = one.getAsJsonObject();
            rows.add(List.of(
                    text(variant, "pixels"),
                    text(variant, "colour"),
                    variant.get("mirror").getAsBoolean() ? "added" : "no",
                    MetricText.of("accuracy", variant.get("accuracy").getAsDouble()),
                    String.format(Locale.ROOT, "%.4f", variant.get("auc").getAsDouble()),
                    text(variant, "pairs")));
        }
        CommandOutput.table(context.out(), List.of("PIXELS", "COLOUR", "MIRROR", "ACCURACY", "AUC", "PAIRS"), rows);
        context.out().println();
        JsonObject best = answer.getAsJsonObject("best");
        context.out()
                .printf(
                        Locale.ROOT,
                        "It takes --pixels %s --colour %s: better than every other form on %.1f %% of resampled pairs.%n",
                        text(best, "pixels"),
                        text(best, "colour"),
                        100 * best.get("sure").getAsDouble());
        for (JsonElement remark : answer.getAsJsonArray("remarks")) {
            context.out().println("- " + remark.getAsString());
        }
        context.out().flush();
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }
}
