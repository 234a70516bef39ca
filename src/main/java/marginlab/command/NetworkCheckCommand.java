package marginlab.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.MetricText;
import marginlab.command.context.ProgressMeter;
import marginlab.command.runs.NetworkOptions;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.pair.TenFoldVerification;
import marginlab.run.network.NetworkFromFile;
import marginlab.run.network.NetworkReport;
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
                        + " others would have given. Tries every form on a fifth of the pairs, the best three on all of"
                        + " them. Pass the --pixels and --colour of its answer to 'embed' and 'score stored', or write them"
                        + " under 'networks' in an experiment.",
        footer = {
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
            description = "how many of its pairs to use, at least 100 (default: 1000)")
    private int pairs;

    @Mixin
    private NetworkOptions network;

    @Override
    public Integer call() {
        if (pairs < 100) {
            throw new ProblemException(new Problem("--pairs", pairs + " pairs", "at least 100"));
        }
        context.pipeline().catalog().problem(data, "--data").ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        NetworkReport answer;
        try (ProgressMeter gauge = new ProgressMeter(context)) {
            answer = new NetworkFromFile(
                            network.of(file.toString()), context.place().datasets(), data, gauge)
                    .check(pairs)
                    .named(file.toString());
        }
        if (context.json()) {
            CommandOutput.json(context.out(), answer);
        } else {
            print(answer);
        }
        return 0;
    }

    private void print(NetworkReport answer) {
        context.tell(file + ": " + answer.format() + ", images " + answer.input() + ", embeddings of "
                + answer.dimension() + " numbers"
                + (answer.parameters() < 0 ? "" : ", " + answer.parameters() + " parameters"));
        context.out().println();
        List<List<String>> rows = new ArrayList<>();
        for (NetworkReport.Variant variant : answer.variants()) {
            rows.add(List.of(
                    variant.pixels(),
                    variant.colour(),
                    variant.mirror() ? "added" : "no",
                    MetricText.of(TenFoldVerification.ACCURACY, variant.accuracy()),
                    String.format(Locale.ROOT, "%.4f", variant.auc()),
                    Integer.toString(variant.pairs())));
        }
        context.table(List.of("PIXELS", "COLOUR", "MIRROR", "ACCURACY", "AUC", "PAIRS"), rows);
        context.out().println();
        verdict(answer).forEach(context.out()::println);
        answer.remarks().forEach(remark -> context.tell("- " + remark));
        context.out().flush();
    }

    private static List<String> verdict(NetworkReport answer) {
        NetworkReport.Best best = answer.best();
        String form = "--pixels " + best.pixels() + " --colour " + best.colour();
        if (answer.undecided().isEmpty()) {
            return List.of(String.format(
                    Locale.ROOT,
                    "It takes %s: it tells people further apart than every other form on %.1f %% of resampled pairs.",
                    form,
                    100 * best.sure()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("These pairs cannot tell for sure what it takes: " + form
                + answer.undecided().stream()
                        .map(other -> " or --pixels " + other.pixels() + " --colour " + other.colour())
                        .collect(Collectors.joining())
                + ".");
        for (NetworkReport.Rival other : answer.undecided()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "- against %s %s the first tells people further apart on %.1f %% of resampled pairs, and has the larger AUC"
                            + " on %.1f %%",
                    other.pixels(),
                    other.colour(),
                    100 * other.further(),
                    100 * other.larger()));
        }
        lines.add("- take the first unless its maker says otherwise; more pairs (--pairs) or another set may decide");
        return lines;
    }
}
