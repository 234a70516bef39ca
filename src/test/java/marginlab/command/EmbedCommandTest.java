package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import javax.imageio.ImageIO;
import marginlab.data.BatchSource;
import marginlab.data.Catalog;
import marginlab.data.Sampler;
import marginlab.data.TrainingSet;
import marginlab.model.FaceModel;
import marginlab.model.Head;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import marginlab.store.Event;
import marginlab.store.Role;
import marginlab.store.State;
import marginlab.store.Store;
import marginlab.store.Trials;
import marginlab.train.Checkpoints;
import marginlab.train.Training;
import marginlab.train.TrainingListener;
import marginlab.verify.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedCommandTest {
    private static final int IMAGES = 16;
    private static final Trial TRIAL = StoredRuns.FIRST;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void writeImages() throws IOException {
        shell = new Shell(folder);
        for (int i = 0; i < IMAGES; i++) {
            Path file = folder.resolve("people").resolve("person" + i % 4).resolve(i + ".png");
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
            for (int k = 0; k < 32 * 32; k++) {
                image.setRGB(k % 32, k / 32, (i + 1) * (k + 7) * 2654435);
            }
            ImageIO.write(image, "png", file.toFile());
        }
        Files.writeString(folder.resolve("datasets.yaml"), """
                people:
                  role: train
                  format: folder
                  path: %s
                """.formatted(folder.resolve("people")));
        StoredRuns.write(folder);
    }

    private void train() throws IOException {
        RunFolder run = RunFolder.of(folder.resolve("runs"), TRIAL);
        Catalog catalog = Catalog.read(folder.resolve("datasets.yaml"));
        try (TrainingSet faces = catalog.trainingSet(List.of("people"), 1);
                FaceModel model = new FaceModel(
                        TRIAL.settings(), new Head(faces.identities(), false), TRIAL.seed(), Device.cpu());
                BatchSource batches = new BatchSource(
                        faces, Sampler.of(TRIAL.settings().sampling(), faces, IMAGES, 1), 32, true, 1)) {
            new Training(TRIAL, model, new Checkpoints(run.checkpoint()), new Silence()).run(batches);
        }
    }

    @Test
    void writesAnEmbeddingForEachImage() throws IOException {
        train();

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

    /** Listens to nothing. */
    private static final class Silence implements TrainingListener {
        @Override
        public void step(long step, long steps, int epoch, double loss, double imagesPerSecond) {
            // Nobody listens.
        }

        @Override
        public void epoch(long step, int epoch, SortedMap<String, Double> values) {
            // Nobody listens.
        }

        @Override
        public boolean stopRequested() {
            return false;
        }
    }
}
