package marginlab.bench.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import marginlab.bench.BenchFigure;
import marginlab.bench.HeadProcess;
import marginlab.bench.MachineBench;
import marginlab.bench.TrainBench;
import marginlab.bench.TrainProcess;
import marginlab.experiment.setting.Backbone;
import marginlab.experiment.setting.Settings;
import marginlab.file.FolderTree;
import marginlab.loss.Objective;
import marginlab.plan.Trial;

/** What the proof tries, the most important first. */
public final class ProofParts {
    static final String ENGINE = "PyTorch";

    private static final Objective LOSS = Objective.parse("ArcFace(0.5)");
    private static final String SMALL = "IR(1-1, 8-16)";
    private static final int IDENTITIES = 1000;
    /** Until a process trains: Java, the engine, the first steps. */
    private static final double START_SECONDS = 12;

    private static final int MOST_STEPS = 50;
    private static final int LEAST_STEPS = 3;
    private static final String DRIVER = "'doctor --gpu' says what is missing; driver and libtorch may not fit";
    private static final String MEMORY = "Where it is memory that is missing: nothing else may use the GPU";
    /** Keeps every product in float32; cuDNN would take TF32 for convolutions. */
    private static final Map<String, String> FLOAT32 = Map.of("NVIDIA_TF32_OVERRIDE", "0");

    private static final Map<String, String> TF32 = Map.of("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE", "1");
    private static final Map<String, String> PICKING =
            Map.of("JAVA_TOOL_OPTIONS", "-Dai.djl.pytorch.cudnn_benchmark=true");

    private final ProofProcesses processes;
    /** Images a second of a network, as far as it was measured. */
    private final Map<String, Double> speeds = new HashMap<>(Map.of("IR-50", 800.0, "IR-100", 400.0, SMALL, 1000.0));

    public ProofParts(Libtorch libtorch) {
        processes = new ProofProcesses(libtorch);
    }

    /** All of them; those for more GPUs than there are say so. */
    public List<ProofPart> all() {
        List<ProofPart> parts = new ArrayList<>();
        parts.add(new ProofPart(
                "Every loss for 20 steps, twice and on each device", 4, 0, DRIVER, processes::comparison));
        parts.add(new ProofPart("Stopped and gone on with to the same bits", 1, 0, DRIVER, this::resumed));
        parts.add(training(SMALL, 32, 64, "float32", FLOAT32, 0, 1));
        parts.add(training(SMALL, 32, 64, "mixed", Map.of(), 0, 1));
        for (String network : List.of("IR-50", "IR-100")) {
            for (int batch : new int[] {128, 256}) {
                parts.add(training(network, 112, batch, "float32", FLOAT32, 1, 1));
                parts.add(training(network, 112, batch, "TF32", TF32, 1, 1));
                parts.add(training(network, 112, batch, "mixed", TF32, 1, 1));
            }
        }
        parts.add(training("IR-50", 112, 128, "mixed, cuDNN tries its kernels", PICKING, 1, 1));
        parts.add(training("IR-50", 112, 256, "mixed", TF32, 2, 2));
        parts.add(new ProofPart("Two trainings of IR-50 on one GPU", 1, 1, MEMORY, this::twoTrials));
        parts.add(new ProofPart("A head of 1,000,000 classes", 1, 1, MEMORY, this::head));
        parts.add(new ProofPart(
                "Reading and decoding images on the processor", 1, 0, "", seconds -> MachineBench.ofData(false)));
        return parts;
    }

    private ProofPart training(
            String network, int side, int batch, String precision, Map<String, String> more, int gpus, int devices) {
        String name = "Training " + network + ", batch " + batch + ", " + precision
                + (devices > 1 ? ", on " + devices + " GPUs" : "");
        boolean isMixed = precision.startsWith("mixed");
        return new ProofPart(name, 1, gpus, gpus == 0 ? DRIVER : MEMORY, seconds -> {
            List<BenchFigure> figures = train(network, side, batch, isMixed, devices, more, seconds);
            figures.stream()
                    .filter(figure -> figure.what().equals("train speed"))
                    .forEach(figure -> speeds.put(network, figure.median()));
            return figures;
        });
    }

    private List<BenchFigure> train(
            String network, int side, int batch, boolean mixed, int devices, Map<String, String> more, double seconds) {
        int steps = steps(network, batch, seconds);
        TrainBench bench = new TrainBench(
                ENGINE, List.of(LOSS), Backbone.parse(network), side, side == 112 ? 512 : 64, batch, IDENTITIES, steps);
        SortedMap<String, String> settings =
                new TreeMap<>(bench.trial(LOSS, 1).settings().flat());
        if (mixed) {
            settings.put("precision", "mixed");
        }
        if (devices > 1) {
            settings.put("devices", String.valueOf(devices));
        }
        Trial trial = Trial.of(LOSS.label(), Settings.of(settings), 1, Map.of());
        return processes.figures(
                TrainProcess.class,
                List.of(trial.toJson(), String.valueOf(IDENTITIES), String.valueOf(steps)),
                more,
                seconds);
    }

    /** Steps that fit, which are done twice: as they are, and phase by phase. */
    int steps(String network, int batch, double seconds) {
        double fitting = (seconds - START_SECONDS) * speeds.get(network) / (2 * batch) - 5;
        return (int) Math.max(LEAST_STEPS, Math.min(MOST_STEPS, fitting));
    }

    private List<BenchFigure> resumed(double seconds) throws IOException {
        Trial trial = new TrainBench(ENGINE, List.of(LOSS), Backbone.parse(SMALL), 16, 16, 16, 6, 20).trial(LOSS, 1);
        Path whole = Files.createTempDirectory("marginlab-whole");
        Path halved = Files.createTempDirectory("marginlab-halved");
        try {
            double expected = weights(trial, whole, 0, seconds / 3).get(0).median();
            weights(trial, halved, 9, seconds / 3);
            List<BenchFigure> found = weights(trial, halved, 0, seconds / 3);
            if (found.get(0).median() != expected) {
                throw new IllegalStateException(
                        "the arrays differ from those of a training that was not stopped; a GPU may add in an order of its own");
            }
            return found;
        } finally {
            FolderTree.delete(whole);
            FolderTree.delete(halved);
        }
    }

    private List<BenchFigure> weights(Trial trial, Path folder, int stop, double seconds) {
        return processes.figures(
                ResumeProcess.class,
                List.of(trial.toJson(), folder.toString(), String.valueOf(stop)),
                Map.of(),
                seconds);
    }

    private List<BenchFigure> twoTrials(double seconds) throws InterruptedException, ExecutionException {
        Map<String, String> first = Map.of("CUDA_VISIBLE_DEVICES", "0");
        CompletableFuture<List<BenchFigure>> other =
                CompletableFuture.supplyAsync(() -> train("IR-50", 112, 128, true, 1, first, seconds));
        List<BenchFigure> figures = new ArrayList<>(train("IR-50", 112, 128, true, 1, first, seconds));
        figures.addAll(other.get());
        return figures;
    }

    private List<BenchFigure> head(double seconds) {
        return processes.figures(
                HeadProcess.class,
                List.of(ENGINE, LOSS.label(), "1000000", "128", "512", "10", "1"),
                Map.of(),
                seconds);
    }
}
