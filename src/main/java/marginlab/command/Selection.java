package marginlab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginlab.pipeline.Pipeline;
import marginlab.plan.Plan;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which experiment, with what changed in it, and which of its rows. */
final class Selection {
    @Parameters(index = "0", paramLabel = "FILE", description = "an experiment, such as experiments/quickstart.yaml")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "changes a setting of the file: --set schedule.rate=0.05 --set seeds=[1,2]")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--only", paramLabel = "LABEL", description = "only these rows: --only 'ArcFace(0.5)'")
    private List<String> only = new ArrayList<>();

    Plan plan(Pipeline pipeline) {
        return pipeline.plan(file, overrides, only);
    }

    /** The text of the file. */
    String definition() throws IOException {
        return Files.readString(file);
    }

    /** The arguments that run the same again. */
    String command() {
        StringBuilder command = new StringBuilder("run ").append(file);
        overrides.forEach(override -> command.append(" --set ").append(override));
        only.forEach(label -> command.append(" --only '").append(label).append('\''));
        return command.toString();
    }
}
