package marginlab.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import marginlab.bench.BarTable;
import marginlab.bench.BenchFigure;
import marginlab.bench.HeadBench;
import marginlab.bench.MachineBench;
import marginlab.bench.ProtocolBench;
import marginlab.bench.TrainBench;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.engine.InstalledEngines;
import marginlab.experiment.setting.Backbone;
import marginlab.file.AtomicFile;
import marginlab.file.json.Json;
import marginlab.loss.Objective;
import marginlab.loss.TermKind;
import marginlab.loss.formula.LossDefinitions;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench}: speed and memory of this machine. */
@Command(
        name = "bench",
        subcommands = BenchGpuCommand.class,
        description =
                "Measures the speed of this machine: training, losses, reading images, scoring and the store. Each figure is a median with its minimum and maximum.",
        footer = {
            "",
            "Example:  bench train --loss 'ArcFace(0.5)' --network IR-50 --input 112 --steps 10",
            "          bench head --classes 1000,85742,1000000 --class-rate 1,0.1 --embedding 512",
            "          bench train --loss all --classes 10000 --out reports/bench/losses",
            "          bench head --define experiments/own-loss.yaml --loss 'Linear(0.3)' --loss 'ArcFace(0.5)'",
            "          bench verify --scale 1"
        })
public final class BenchCommand implements Callable<Integer> {
    /** What can be measured. */
    enum What {
        train,
        head,
        data,
        verify,
        store
    }

    @Mixin
    private CommandContext context;

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description = "one of ${COMPLETION-CANDIDATES} (default: all of them)")
    private What what;

    @Option(
            names = "--loss",
            paramLabel = "LABEL",
            description = "objectives, or 'all' for every loss (default: NS and ArcFace(0.5))")
    private List<String> losses = List.of("NS", "ArcFace(0.5)");

    @Mixin
    private DefineOption define;

    @Option(
            names = "--engine",
            defaultValue = "MXNet",
            paramLabel = "NAME",
            description = "MXNet or PyTorch; may be repeated; verify uses the first")
    private List<String> engines;

    @Option(
            names = "--network",
            defaultValue = "IR(1-1-1-1, 16-32-64-128)",
            paramLabel = "NAME",
            description = "networks to train; may be repeated (default: ${DEFAULT-VALUE})")
    private List<String> networks;

    @Option(
            names = "--input",
            defaultValue = "56",
            paramLabel = "PIXELS",
            description = "side of an image (default: 56)")
    private int input;

    @Option(names = "--embedding", defaultValue = "128", paramLabel = "D", description = "dimension (default: 128)")
    private int embedding;

    @Option(names = "--batch", defaultValue = "128", paramLabel = "N", description = "images per step (default: 128)")
    private int batch;

    @Option(
            names = "--classes",
            split = ",",
            defaultValue = "1000",
            paramLabel = "C",
            description = "identities; several for head: 1000,10000 (default: 1000)")
    private List<Integer> classes;

    @Option(
            names = "--class-rate",
            split = ",",
            defaultValue = "1",
            paramLabel = "SHARE[,SHARE...]",
            description = "for head: fraction of the classes used per step (default: ${DEFAULT-VALUE})")
    private List<Double> classRates;

    @Option(names = "--steps", defaultValue = "20", paramLabel = "N", description = "steps to time (default: 20)")
    private int steps;

    @Option(
            names = "--scale",
            defaultValue = "0.01",
            paramLabel = "SHARE",
            description = "for verify: fraction of the published size (default: ${DEFAULT-VALUE})")
    private double scale;

    @Option(
            names = "--large",
            description =
                    "for data: also a set as large as MS1MV2, which needs 4 GB of temporary disk space for a minute")
    private boolean large;

    @Option(names = "--out", paramLabel = "NAME", description = "also writes NAME.json and a chart, NAME.svg")
    private Path out;

    @Override
    public Integer call() throws Exception {
        check();
        List<BenchFigure> figures = new ArrayList<>();
        for (What one : what == null ? List.of(What.values()) : List.of(what)) {
            figures.addAll(run(one));
        }
        if (out != null) {
            write(".json", Json.indented(figures) + "\n");
            write(".svg", BarTable.svg(figures));
        }
        if (context.json()) {
            CommandOutput.json(context.out(), figures);
        } else {
            print(figures);
        }
        return 0;
    }

    private void write(String ending, String text) {
        AtomicFile.write(out.resolveSibling(out.getFileName() + ending), text);
    }

    private List<Objective> objectives() {
        Problems problems = new Problems();
        LossDefinitions definitions = define.read(context.lossesOfJars(), problems);
        problems.raise();
        return losses.contains("all")
                ? Arrays.stream(TermKind.values())
                        .map(loss -> Objective.of(loss.standard()))
                        .toList()
                : losses.stream()
                        .map(label -> Objective.parse(label, definitions))
                        .toList();
    }

    private List<BenchFigure> ofTraining() {
        objectives().forEach(BenchCommand::refuseJars);
        List<BenchFigure> figures = new ArrayList<>();
        for (String engine : engines) {
            for (String network : networks) {
                TrainBench bench = new TrainBench(
                        engine, objectives(), backbone(network), input, embedding, batch, classes.get(0), steps);
                figures.addAll(bench.run(context::say));
            }
        }
        return figures;
    }

    private static void refuseJars(Objective objective) {
        if (!objective.definitions().ofJars().isEmpty()) {
            throw new ProblemException(new Problem(
                    "--loss",
                    objective.label() + ", a loss of a jar",
                    "another loss",
                    "'bench head' times those of jars"));
        }
    }

    private List<BenchFigure> ofHeads() {
        List<BenchFigure> figures = new ArrayList<>();
        for (String engine : engines) {
            HeadBench bench = new HeadBench(engine, objectives(), classes, classRates, batch, embedding, steps);
            figures.addAll(bench.run(context::say));
        }
        return figures;
    }

    private List<BenchFigure> run(What one) throws Exception {
        switch (one) {
            case train:
                return ofTraining();
            case head:
                return ofHeads();
            case data:
                return MachineBench.ofData(large);
            case verify:
                return ProtocolBench.all(scale, engines.get(0), context::say);
            default:
                return MachineBench.ofStore(context.program(), context::say);
        }
    }

    private void check() {
        engines.forEach(engine -> InstalledEngines.require(engine, "--engine"));
        List<Problem> problems = new ArrayList<>();
        atLeast("--input", input, 16, problems);
        atLeast("--embedding", embedding, 1, problems);
        atLeast("--batch", batch, 4, problems);
        atLeast("--steps", steps, 1, problems);
        share("--scale", scale, problems);
        classRates.forEach(rate -> share("--class-rate", rate, problems));
        classes.forEach(count -> atLeast("--classes", count, 2, problems));
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private static void atLeast(String flag, int value, int least, List<Problem> problems) {
        if (value < least) {
            problems.add(new Problem(flag, String.valueOf(value), "at least " + least));
        }
    }

    private static void share(String flag, double value, List<Problem> problems) {
        if (!(value > 0 && value <= 1)) {
            problems.add(new Problem(flag, String.valueOf(value), "above 0, at most 1"));
        }
    }

    private static Backbone backbone(String network) {
        try {
            return Backbone.parse(network);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem("--network", network, e.getMessage()), e);
        }
    }

    private void print(List<BenchFigure> figures) {
        List<List<String>> rows = new ArrayList<>();
        for (BenchFigure figure : figures) {
            rows.add(List.of(
                    figure.what(),
                    number(figure.median()),
                    number(figure.low()),
                    number(figure.high()),
                    figure.unit(),
                    settings(figure.settings())));
        }
        context.table(List.of("WHAT", "MEDIAN", "LOW", "HIGH", "UNIT", "SETTINGS"), rows);
    }

    private static String settings(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
