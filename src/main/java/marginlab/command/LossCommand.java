package marginlab.command;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.engine.InstalledEngines;
import marginlab.file.npy.Npy;
import marginlab.loss.Objective;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.label.LabelException;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import marginlab.problem.Problems;
import marginlab.train.LossArrays;
import marginlab.train.LossFiles;
import marginlab.train.LossOnArrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loss LABEL}: value and gradients of an objective on arrays from files. */
@Command(
        name = "loss",
        description = "Computes an objective and its gradients on your own arrays, to compare with another"
                + " implementation. Writes embeddings-gradient.npy, centres-gradient.npy and bias-gradient.npy, as far"
                + " as the objective has them.",
        footer = {
            "",
            "Example:  loss 'ArcFace(0.5) + Intra' --embeddings E.npy --centres W.npy --labels Y.npy --out gradients",
            "          loss 'Linear(0.3)' --define experiments/own-loss.yaml --embeddings E.npy --centres W.npy --labels Y.npy"
        })
public final class LossCommand implements Callable<Integer> {
    @Mixin
    private CommandContext context;

    @Parameters(index = "0", paramLabel = "LABEL", description = "an objective, such as 'ArcFace(0.5)'")
    private String label;

    @Option(names = "--embeddings", required = true, paramLabel = "E.npy", description = "float32 [N, d]")
    private Path embeddings;

    @Option(
            names = "--centres",
            paramLabel = "W.npy",
            description =
                    "class centres, float32 [C, d]; with K sub-centres per class [K C, d], as in insightface: centre k of class j in row K j + k. The gradient has the same layout")
    private Path centres;

    @Option(names = "--bias", paramLabel = "B.npy", description = "biases of the classes, float32 [C] (default: zeros)")
    private Path bias;

    @Option(names = "--labels", required = true, paramLabel = "Y.npy", description = "int32 or int64 [N], from 0")
    private Path labels;

    @Mixin
    private DefineOption define;

    @Option(
            names = "--scale",
            defaultValue = "64",
            paramLabel = "S",
            description = "scale of the cosines (default: 64)")
    private double scale;

    @Option(
            names = "--gradient",
            defaultValue = "exact",
            paramLabel = "NAME",
            description = "exact, or straight-through as in arcface_torch (default: exact)")
    private MarginGradient gradient;

    @Option(
            names = "--beyond-pi",
            defaultValue = "raw",
            paramLabel = "NAME",
            description = "target logit beyond pi: raw, sinpi, easy, zero, clip, clamp or continuous (default: raw)")
    private BeyondPi beyondPi;

    @Option(names = "--engine", defaultValue = "MXNet", paramLabel = "NAME", description = "MXNet or PyTorch")
    private String engine;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "random seed for terms that sample (default: 1)")
    private long seed;

    @Option(
            names = "--out",
            defaultValue = ".",
            paramLabel = "DIR",
            description = "folder for the gradients (default: the working folder)")
    private Path out;

    @Override
    public Integer call() {
        Problems problems = new Problems();
        LossDefinitions ofJars = problems.gather(context::lossesOfJars).orElse(LossDefinitions.NONE);
        LossDefinitions definitions = define.read(ofJars, problems);
        Optional<Objective> parsed = problems.isEmpty() ? objective(definitions, problems) : Optional.empty();
        problems.gather(() -> InstalledEngines.require(engine, "--engine"));
        if (!(scale > 0) || Double.isInfinite(scale)) {
            problems.add("--scale", String.valueOf(scale), "a number above 0", "");
        }
        LossFiles files = new LossFiles(embeddings, centres, bias, labels);
        Optional<LossArrays> read = files.read(problems);
        problems.raise();
        Objective objective = parsed.orElseThrow();
        objective.doubts(beyondPi).forEach(doubt -> context.say("warning: " + doubt));
        LossArrays arrays = read.orElseThrow().checkedFor(objective, files);
        LossOnArrays result = LossOnArrays.of(
                objective, new LossFactors(scale, gradient, beyondPi), arrays, Device.cpu(), engine, seed);
        print(objective, result, write(result));
        return 0;
    }

    private Optional<Objective> objective(LossDefinitions definitions, Problems problems) {
        try {
            return Optional.of(Objective.parse(label, definitions));
        } catch (LabelException e) {
            String place = "\"" + label + "\" at character " + (e.offset() + 1);
            problems.add(place, e.found(), e.expected(), e.hint());
            return Optional.empty();
        }
    }

    private List<Path> write(LossOnArrays result) {
        List<Path> files = new ArrayList<>();
        files.add(out.resolve("embeddings-gradient.npy"));
        Npy.write(files.get(0), result.embeddingsGradient());
        if (result.centresGradient() != null) {
            files.add(out.resolve("centres-gradient.npy"));
            Npy.write(files.get(1), result.centresGradient());
        }
        if (result.biasGradient() != null) {
            files.add(out.resolve("bias-gradient.npy"));
            Npy.write(files.get(2), result.biasGradient());
        }
        return files;
    }

    /** JSON has no NaN: a value that overflowed is null. */
    private static Float number(float value) {
        return Float.isFinite(value) ? Float.valueOf(value) : null;
    }

    /** What {@code --json} prints. */
    private record Document(
            String objective,
            double scale,
            String gradient,
            String beyondPi,
            String engine,
            Float value,
            Map<String, Float> terms,
            List<String> files) {}

    private void print(Objective objective, LossOnArrays result, List<Path> files) {
        if (context.json()) {
            Map<String, Float> terms = new LinkedHashMap<>();
            result.terms().forEach((name, value) -> terms.put(name, number(value)));
            CommandOutput.json(
                    context.out(),
                    new Document(
                            objective.label(),
                            scale,
                            gradient.label(),
                            beyondPi.label(),
                            engine,
                            number(result.value()),
                            terms,
                            files.stream().map(Path::toString).toList()));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        result.terms().forEach((name, value) -> rows.add(List.of(name, String.valueOf(value))));
        rows.add(List.of("= " + objective.label(), String.valueOf(result.value())));
        context.table(List.of("TERM", "VALUE"), rows);
        files.forEach(context.out()::println);
        context.out().flush();
    }
}
