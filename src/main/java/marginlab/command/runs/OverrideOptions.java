package marginlab.command.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.NetworkRow;
import marginlab.pipeline.ExperimentScope;
import marginlab.pipeline.Pipeline;
import marginlab.plan.Plan;
import marginlab.report.page.FaceDisclosure;
import picocli.CommandLine.Option;

/** What is changed in an experiment's file, and which of its rows are meant. */
final class OverrideOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "overrides a setting of the file: --set schedule.rate=0.05 --set seeds=[1,2]")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--only", paramLabel = "LABEL", description = "only these rows: --only 'ArcFace(0.5)'")
    private List<String> only = new ArrayList<>();

    boolean isNone() {
        return overrides.isEmpty() && only.isEmpty();
    }

    Plan plan(Pipeline pipeline, Path file) {
        return pipeline.planner().plan(file, overrides, only);
    }

    /** All that belongs to the experiment, whichever rows are meant. */
    ExperimentScope scope(Pipeline pipeline, Path file) throws IOException {
        return pipeline.planner().scope(file, overrides);
    }

    /** The rows that are meant, for a report of their own. */
    ExperimentScope selected(Pipeline pipeline, Path file) throws IOException {
        return pipeline.planner().selection(file, overrides, only);
    }

    List<String> toBeMade(Pipeline pipeline, Path file) {
        return pipeline.planner().toBeMade(file, overrides, only);
    }

    Experiment experiment(Pipeline pipeline, Path file) {
        return pipeline.planner().experiment(file, overrides);
    }

    /** The rows that are meant, known without the data. */
    List<ExperimentRow> rows(Experiment experiment) {
        return Plan.rows(experiment, only);
    }

    /** The networks of others that are meant. */
    List<NetworkRow> networks(Experiment experiment) {
        return Plan.networks(experiment, only);
    }

    /** What is to be run of a file. */
    Pipeline.PipelineRequest request(Path file, FaceDisclosure faces, Path out) {
        return new Pipeline.PipelineRequest(file, overrides, only, command(file), faces, out);
    }

    /** As a shell takes it for one word. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._/:=,+-]*") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** The arguments that run the same again. */
    String command(Path file) {
        StringBuilder command = new StringBuilder("run ").append(file);
        overrides.forEach(override -> command.append(" --set ").append(quoted(override)));
        only.forEach(label -> command.append(" --only ").append(quoted(label)));
        return command.toString();
    }
}
