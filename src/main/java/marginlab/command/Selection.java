package marginlab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.pipeline.Pipeline;
import marginlab.plan.Plan;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which experiment's file, with what changed in it. */
final class Selection {
    @Parameters(index = "0", paramLabel = "FILE", description = "an experiment, such as experiments/quickstart.yaml")
    private Path file;

    @Mixin
    private Changes changes;

    Plan plan(Pipeline pipeline) {
        return changes.plan(pipeline, file);
    }

    /** Row and seed of each trial, known without the data. */
    List<List<String>> trials(Pipeline pipeline) {
        return changes.trials(pipeline, file);
    }

    /** The text of the file. */
    String definition() throws IOException {
        return Files.readString(file);
    }

    /** The arguments that run the same again. */
    String command() {
        return changes.command(file);
    }
}
