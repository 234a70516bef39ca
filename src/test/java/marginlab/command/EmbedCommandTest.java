package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import marginlab.store.Event;
import marginlab.store.Role;
import marginlab.store.State;
import marginlab.store.Store;
import marginlab.store.Trials;
import marginlab.verify.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedCommandTest {
    private static final int IMAGES = TrainedRun.IMAGES;
    private static final Trial TRIAL = TrainedRun.TRIAL;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void writeImages() throws IOException {
        shell = new Shell(folder);
        TrainedRun.writeImages(folder);
        Files.writeString(folder.resolve("datasets.yaml"), """
                people:
                  role: train
                  format: folder
                  path: %s
                """.formatted(folder.resolve("people")));
        StoredRuns.write(folder);
    }

    @Test
    void writesAnEmbeddingForEachImage() throws IOException {
        TrainedRun.train(folder);

        Shell.Answer answer =
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
    void saysThatARunHasNoCheckpoint() throws IOException {
        RunFolder.of(folder.resolve("runs"), TRIAL);

        Shell.Answer answer = shell.run("embed", TRIAL.id(), "--data", "people", "--out", file("e"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("no checkpoint");
        assertThat(folder.resolve("e.npy")).doesNotExist();
    }

    @Test
    void refusesARunThatIsNotDone() throws IOException {
        Trial other = Trials.trial("CosFace(0.35)", 1);
        try (Store store = Store.open(folder.resolve("store").toString(), Role.OWNER)) {
            store.ingest(
                    other,
                    List.of(
                            new Event.Started(1, Instant.EPOCH, Map.of()),
                            new Event.Measured(1, 40, 1, Map.of("loss", 2.0)),
                            new Event.Ended(1, State.INTERRUPTED, "", 12, Instant.EPOCH)));
        }

        Shell.Answer answer = shell.run("embed", other.id(), "--data", "people", "--out", file("e"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("a run that is interrupted at step 40")
                .contains("expected a run that is done");
        assertThat(folder.resolve("e.npy")).doesNotExist();
    }

    @Test
    void namesAnUnknownDataset() {
        Shell.Answer answer = shell.run("embed", TRIAL.id(), "--data", "peopel", "--out", file("e"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("people");
    }

    private String file(String name) {
        return folder.resolve(name + ".npy").toString();
    }
}
