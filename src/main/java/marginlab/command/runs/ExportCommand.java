package marginlab.command.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import marginlab.command.context.CommandContext;
import marginlab.command.context.CommandOutput;
import marginlab.command.context.ProgressMeter;
import marginlab.export.MlflowAddress;
import marginlab.export.MlflowExport;
import marginlab.export.MlflowServer;
import marginlab.export.StepMoments;
import marginlab.export.TensorBoard;
import marginlab.pipeline.StoredResults;
import marginlab.problem.LineProblems;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.report.table.SweepResults;
import marginlab.run.StepTimes;
import marginlab.run.rescore.OnnxExport;
import marginlab.run.rescore.TrainedNetwork;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.query.RunRecord;
import marginlab.store.record.Metric;
import marginlab.store.record.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: the runs of an experiment for other tools. */
@Command(
        name = "export",
        description =
                "Exports the runs of an experiment to other tools: event files for TensorBoard, or to an MLflow server"
                        + " through its REST interface. Figures that were sent before are not sent again; of a running trial, only new ones are."
                        + " Credentials come from the address, or from MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD,"
                        + " or a token from MLFLOW_TRACKING_TOKEN. With --onnx, writes the network of one run as an ONNX file:"
                        + " RGB pixels from 0 to 255 in, embeddings out, any batch size; verified with ONNX Runtime against"
                        + " the run's own embeddings before it is saved (built with -Ponnx).",
        footer = {
            "",
            "Example:  export experiments/quickstart.yaml --tensorboard events",
            "          export quickstart --mlflow http://localhost:5000 --where 'loss=ArcFace* and state=done'",
            "          export 4f3a --onnx face.onnx"
        })
public final class ExportCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Mixin
    private CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "FILE-or-NAME",
            description = "an experiment; with --onnx the id of a run, or a prefix of it")
    private String experiment;

    @Option(
            names = "--tensorboard",
            paramLabel = "DIR",
            description = "folder to write to: a subfolder of event files per run")
    private Path tensorBoard;

    @Option(names = "--mlflow", paramLabel = "URL", description = "the address of an MLflow server")
    private String mlflow;

    @Option(names = "--onnx", paramLabel = "FILE", description = "writes the network of one run to this file")
    private Path onnx;

    @Mixin
    private ChoiceOptions choice;

    private final LineProblems faults = new LineProblems();

    @Override
    public Integer call() throws Exception {
        if (onnx != null) {
            return network();
        }
        if (tensorBoard == null && mlflow == null) {
            throw new ProblemException(
                    new Problem("export", "no destination", "--tensorboard DIR, --mlflow URL or --onnx FILE"));
        }
        Document document = StoredResults.with(context.place(), experiment, sweep -> {
            try {
                return export(sweep, chosen(sweep));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        if (context.json()) {
            CommandOutput.json(context.out(), document);
        } else {
            context.tell(CommandOutput.counted(document.runs(), "run", "runs") + ": "
                    + CommandOutput.counted(document.files(), "event file", "event files") + ", "
                    + document.sent() + " sent to MLflow");
            context.out().flush();
        }
        int runs = document.runs();
        int taken = runs - faults.count();
        faults.end(taken, new Problem("--mlflow", taken + " runs of " + runs + " that were taken in", "all of them"));
        return 0;
    }

    private int network() {
        if (tensorBoard != null || mlflow != null) {
            throw new ProblemException(new Problem(
                    "export", "--onnx beside another destination", "one or the other: --onnx is of one run"));
        }
        Path folder = context.place().runs().resolve(FinishedRun.id(context, experiment));
        OnnxExport written;
        try (ProgressMeter meter = new ProgressMeter(context)) {
            written = TrainedNetwork.export(folder, context.place().datasets(), onnx, meter);
        }
        if (context.json()) {
            CommandOutput.json(context.out(), written);
        } else {
            context.out()
                    .printf(
                            Locale.ROOT,
                            "%s: opset %d, checked on %d images of %s: at most %.1e of an embedding's length off%n",
                            onnx,
                            written.opset(),
                            written.images(),
                            written.checkedOn(),
                            written.largestDifference());
            context.out().flush();
        }
        return 0;
    }

    /** All runs, or those of them that satisfy the conditions. */
    private List<Run> chosen(SweepResults sweep) {
        if (!choice.needsAll() && !choice.hasLimit()) {
            return sweep.runs();
        }
        try (Store store = Store.open(context.place().store(), StoreMode.READER)) {
            return choice.chosen(RunRecord.of(store, sweep.runs()), store).stream()
                    .map(RunRecord::run)
                    .toList();
        }
    }

    private Document export(SweepResults sweep, List<Run> runs) throws IOException {
        Optional<MlflowExport> server = Optional.empty();
        if (mlflow != null) {
            MlflowAddress address = MlflowAddress.of(mlflow, System.getenv());
            server = Optional.of(MlflowExport.into(new MlflowServer(address, PAUSE), sweep.name()));
        }
        int[] files = {0};
        int[] sent = {0};
        for (Run run : runs) {
            String id = run.trial().id();
            List<Metric> metrics = sweep.metrics().apply(id);
            StepMoments moments = StepTimes.of(sweep.folders().apply(id), run.started())::at;
            if (tensorBoard != null) {
                TensorBoard.write(run, metrics, moments, tensorBoard);
                files[0]++;
            }
            if (server.isPresent()) {
                MlflowExport mlflowRuns = server.get();
                faults.gather(() -> sent[0] += send(mlflowRuns, run, metrics, moments) ? 1 : 0);
            }
        }
        return new Document(runs.size(), files[0], sent[0]);
    }

    private static boolean send(MlflowExport server, Run run, List<Metric> metrics, StepMoments moments) {
        try {
            return server.send(run, metrics, moments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code --json} prints. */
    private record Document(int runs, int files, int sent) {}
}
