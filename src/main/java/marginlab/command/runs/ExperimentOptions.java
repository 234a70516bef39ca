package marginlab.command.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.NetworkRow;
import marginlab.pipeline.ExperimentScope;
import marginlab.pipeline.Pipeline;
import marginlab.plan.Plan;
import marginlab.report.page.FaceDisclosure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which experiment's file, with what changed in it. */
final class ExperimentOptions {
    @Parameters(index = "0", paramLabel = "FILE", description = "an experiment, such as experiments/quickstart.yaml")
    private Path file;

    @Mixin
    private OverrideOptions changes;

    String file() {
        return file.toString();
    }

    Plan plan(Pipeline pipeline) {
        return changes.plan(pipeline, file);
    }

    /** The datasets that are not there yet, and are made when the experiment runs. */
    List<String> toBeMade(Pipeline pipeline) {
        return changes.toBeMade(pipeline, file);
    }

    Experiment experiment(Pipeline pipeline) {
        return changes.experiment(pipeline, file);
    }

    /** The rows that are meant, known without the data. */
    List<ExperimentRow> rows(Experiment experiment) {
        return changes.rows(experiment);
    }

    /** The networks of others that are meant. */
    List<NetworkRow> networks(Experiment experiment) {
        return changes.networks(experiment);
    }

    /** What is to be run. */
    Pipeline.PipelineRequest request(FaceDisclosure faces, Path out) {
        return changes.request(file, faces, out);
    }

    /** All that belongs to the experiment, whichever rows are meant. */
    ExperimentScope scope(Pipeline pipeline) throws IOException {
        return changes.scope(pipeline, file);
    }

    /** The arguments that run the same again. */
    String command() {
        return changes.command(file);
    }
}
