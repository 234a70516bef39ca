package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.TestTrials;
import marginlab.store.record.TrialEvent;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedCommandTest {
    private static final int IMAGES = RunWithNetwork.IMAGES;
    private static final Trial TRIAL = RunWithNetwork.TRIAL;

    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeImages() throws IOException {
        shell = new CommandShell(folder);
        RunWithNetwork.writeImages(folder);
        Files.writeString(folder.resolve("datasets.yaml"), """
                people:
                  role: train
                  format: folder
                  path: %s
                """.formatted(folder.resolve("people")));
        FinishedRuns.write(folder);
    }

    @Test
    void writesAnEmbeddingForEachImage() throws IOException {
        RunWithNetwork.train(folder);

        CommandShell.Answer answer =
                shell.run("embed", TRIAL.id(), "--data", "people", "--out", file("e"), "--flip", file("f"), "--json");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        JsonObject json = answer.json().getAsJsonObject();
        assertThat(json.get("rows").getAsInt()).isEqualTo(IMAGES);
        assertThat(json.get("dimension").getAsInt()).isEqualTo(16);
        float[][] plain = Npy.floatRows(folder.resolve("e.npy"));
        assertThat(plain).hasDimensions(IMAGES, 16);
        assertThat(plain[0]).isNotEqualTo(plain[1]);
        assertThat(Npy.floatRows(folder.resolve("f.npy"))).hasDimensions(IMAGES, 16);
    }

    @Test
    void namesEveryImageThatCannotBeRead() throws IOException {
        RunWithNetwork.train(folder);
        Path first = folder.resolve("people/person1/1.png");
        Path last = folder.resolve("people/person3/15.png");
        Files.write(first, new byte[9]);
        Files.write(last, new byte[9]);

        CommandShell.Answer answer = shell.run("embed", TRIAL.id(), "--data", "people", "--out", file("e"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(first.toString(), last.toString(), "Nothing was written");
        assertThat(folder.resolve("e.npy")).doesNotExist();
    }

    @Test
    void saysThatARunHasNoCheckpoint() throws IOException {
        RunFolder.of(folder.resolve("runs"), TRIAL);

        CommandShell.Answer answer = shell.run("embed", TRIAL.id(), "--data", "people", "--out", file("e"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("no checkpoint");
        assertThat(folder.resolve("e.npy")).doesNotExist();
    }

    @Test
    void refusesARunThatIsNotDone() throws IOException {
        Trial other = TestTrials.trial("CosFace(0.35)", 1);
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            store.ingest(
                    other,
                    List.of(
                            new TrialEvent.Started(1, Instant.EPOCH, Map.of()),
                            new TrialEvent.Measured(1, 40, 1, Map.of("loss", 2.0)),
                            new TrialEvent.Ended(1, TrialState.INTERRUPTED, "", 12, Instant.EPOCH)));
        }

        CommandShell.Answer answer = shell.run("embed", other.id(), "--data", "people", "--out", file("e"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("a run that is interrupted at step 40")
                .contains("expected a run that is done");
        assertThat(folder.resolve("e.npy")).doesNotExist();
    }

    @Test
    void namesAnUnknownDataset() {
        CommandShell.Answer answer = shell.run("embed", TRIAL.id(), "--data", "peopel", "--out", file("e"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("people");
    }

    private String file(String name) {
        return folder.resolve(name + ".npy").toString();
    }
}
