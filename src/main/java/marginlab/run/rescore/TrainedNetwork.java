package marginlab.run.rescore;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import marginlab.experiment.setting.Settings;
import marginlab.file.UsualRights;
import marginlab.file.json.Json;
import marginlab.network.EmbeddingNetwork;
import marginlab.network.FaceModel;
import marginlab.network.NetworkHead;
import marginlab.network.external.ExternalNetwork;
import marginlab.plan.Trial;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.run.MachineCapacity;
import marginlab.run.RunFolder;
import marginlab.run.launch.HelperAnswer;
import marginlab.run.launch.HelperProcess;
import marginlab.run.launch.HelperProgress;
import marginlab.run.launch.WorkerLauncher;
import marginlab.run.network.EmbeddedImages;
import marginlab.run.network.NetworkCopy;
import marginlab.run.score.SearchSettings;
import marginlab.train.Checkpoints;

/** The network of a run that is done, and the processes that use it: what embeds has a worker's environment. */
public final class TrainedNetwork {
    /** What processes are told where the network of a run may run a program. */
    private static final String TRUST = "trust";

    private static final Duration LIMIT = Duration.ofDays(30);

    private TrainedNetwork() {}

    /** Writes the embeddings of a dataset's images; {@code flip}, for the mirrored ones, may be null. Returns JSON. */
    public static EmbeddedImages embed(
            Path run, Path datasets, String name, boolean trusted, Path out, Path flip, Progress progress) {
        List<String> arguments = new ArrayList<>(List.of(out.toAbsolutePath().toString()));
        if (flip != null) {
            arguments.add(flip.toAbsolutePath().toString());
        }
        EmbeddedImages embedded = Json.read(
                ask(EmbeddingProcess.class, run, datasets, name, trusted, arguments, progress), EmbeddedImages.class);
        UsualRights.give(out, flip);
        return embedded;
    }

    /** Writes the network of a run as ONNX. */
    public static OnnxExport export(Path run, Path datasets, Path out, Progress progress) {
        List<String> arguments = List.of(out.toAbsolutePath().toString());
        OnnxExport export =
                Json.read(ask(OnnxProcess.class, run, datasets, "", false, arguments, progress), OnnxExport.class);
        UsualRights.give(out);
        return export;
    }

    /** What the protocols say of a set; what the folder has no embeddings of is embedded into it. */
    static List<ProtocolOutcome> score(
            Path run, Path datasets, String name, boolean trusted, SearchSettings search, Progress progress) {
        String answer = ask(ScoringProcess.class, run, datasets, name, trusted, search.arguments(), progress);
        return List.of(Json.read(answer, ProtocolOutcome[].class));
    }

    private static String ask(
            Class<?> main,
            Path run,
            Path datasets,
            String name,
            boolean trusted,
            List<String> more,
            Progress progress) {
        if (!Files.exists(new RunFolder(run).trialFile())) {
            throw new ProblemException(new Problem(
                    run.toString(),
                    "no folder of a run",
                    "what the run left, its network with it",
                    "'merge DIR' imports what was trained elsewhere"));
        }
        List<String> arguments = new ArrayList<>(List.of(
                run.toAbsolutePath().toString(), datasets.toAbsolutePath().toString(), name, trusted ? TRUST : ""));
        arguments.addAll(more);
        MachineCapacity capacity = MachineCapacity.here(1, List.of(), 1);
        HelperProcess.ProcessOutput answer = new HelperProcess(
                        new WorkerLauncher(main, arguments, capacity.threads(), capacity.heapMegabytes()))
                .run(LIMIT, line -> HelperProgress.hear(line, progress));
        return HelperAnswer.of(answer, run.toString(), "a run whose network can embed '" + name + "'");
    }

    /**
     * In a process of its own: the network of the reported epoch, or the one that others trained.
     *
     * @param trust what the process was told of it
     */
    static EmbeddingNetwork open(RunFolder folder, String trust) throws IOException {
        Trial trial = folder.trial();
        Settings settings = trial.settings();
        if (!settings.isTraining()) {
            return ExternalNetwork.open(
                    NetworkCopy.of(folder, trial), settings.network().orElseThrow(), trust.equals(TRUST));
        }
        FaceModel model = new FaceModel(
                settings,
                new NetworkHead(0, false),
                trial.seed(),
                Engine.getEngine(settings.engine()).defaultDevice());
        try {
            if (!new Checkpoints(folder.checkpoint()).restoreReported(model.parts(), settings.watch())) {
                throw new ProblemException(new Problem(
                        folder.checkpoint().toString(),
                        "no checkpoint",
                        "the network as it was trained",
                        "Train it again, or keep the checkpoints of runs that you embed with"));
            }
            return model;
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }
}
