package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.command.context.CommandShell;

/** One row, trained on made-up faces in a moment and verified on a set in its published layout. */
record OneRowExperiment(Path folder) {
    private static final String NAME = "published-layout";

    /** Images i of the people that are trained on, for sets that are made of them. */
    Path image(int i) {
        return folder.resolve("people/person" + i % 4 + "/" + i + ".png");
    }

    /**
     * Writes the people, the catalog, and the experiment.
     *
     * @param row of the set in the catalog, {@code NAME: {...}}, with {@code %s} for the folder
     */
    void write(String row) throws IOException {
        RunWithNetwork.writeImages(folder);
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "people: {role: train, format: folder, path: " + folder + "/people}\n"
                        + row.replace("%s", folder.toString()) + "\n");
        Files.writeString(folder.resolve("experiment.yaml"), """
                name: %s
                train: people
                verify: [%s]
                backbone: IR(1-1, 8-8)
                input: 16
                embedding: 8
                scale: 16
                schedule: {batch: 8, rate: 0.05, curve: cosine, stop-at: 3 epochs}
                losses: [NS]
                """.formatted(NAME, row.split(":")[0]));
    }

    /** Runs it; gives its only run as {@code ls --json} does. */
    JsonObject run() {
        CommandShell shell = new CommandShell(folder);
        CommandShell.Answer ran = shell.run(
                "run",
                folder.resolve("experiment.yaml").toString(),
                "--out",
                folder.resolve("reports").toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        return shell.run("ls", "--json").json().getAsJsonArray().get(0).getAsJsonObject();
    }

    /** The table of its report. */
    String table() throws IOException {
        return Files.readString(folder.resolve("reports").resolve(NAME).resolve("table.md"));
    }

    /** A file or folder that the run has kept. */
    Path kept(JsonObject run, String name) {
        return folder.resolve("runs").resolve(run.get("id").getAsString()).resolve(name);
    }
}
