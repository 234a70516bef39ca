package marginlab.command.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import marginlab.command.context.CommandShell;
import marginlab.pipeline.TinyExperiment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small experiment, and a folder for jars with losses. */
abstract class JarExperiment {
    @TempDir
    Path folder;

    CommandShell shell;
    Path experiment;
    Path plugins;

    @BeforeEach
    void declareAnExperiment() throws IOException {
        shell = new CommandShell(folder);
        experiment = TinyExperiment.in(folder).file();
        plugins = Files.createDirectory(folder.resolve("jars"));
    }

    CommandShell.Answer run(String losses, String... more) {
        return shell.run(Stream.concat(
                        Stream.of(
                                "run",
                                experiment.toString(),
                                "--set",
                                losses,
                                "--out",
                                folder.resolve("reports").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }
}
