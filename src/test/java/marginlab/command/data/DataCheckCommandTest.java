package marginlab.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code data check} says of a dataset, and {@code run} before it trains on one. */
class DataCheckCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeCatalog() throws IOException {
        shell = TwoPeople.write(folder);
    }

    @Test
    void findsADatasetWhole() {
        CommandShell.Answer answer = shell.run("data", "check", "people", "--all", "--json");

        assertThat(answer.code()).isZero();
        assertThat(answer.json().getAsJsonObject().get("whole").getAsBoolean()).isTrue();
        assertThat(answer.json().getAsJsonObject().get("decoded").getAsInt()).isEqualTo(3);
    }

    @Test
    void doesNotCallASampleWhole() throws IOException {
        for (int i = 0; i < 1098; i++) {
            Files.copy(folder.resolve("people/bo/1.png"), folder.resolve("people/bo/more" + i + ".png"));
        }
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "people: {role: train, format: folder, path: %s}".formatted(folder.resolve("people")));

        CommandShell.Answer answer = shell.run("data", "check", "people");
        JsonObject json = shell.run("data", "check", "people", "--json").json().getAsJsonObject();

        assertThat(answer.code()).isZero();
        assertThat(answer.out())
                .startsWith("people: 1000 of 1101 images decoded, no problem found; --all decodes all")
                .doesNotContain("whole");
        assertThat(json.get("whole").isJsonNull()).isTrue();
        assertThat(json.get("decoded").getAsInt()).isEqualTo(1000);
    }

    @Test
    void doesNotCallASetWholeWhoseNumbersNobodyTold() throws IOException {
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "people: {role: train, format: folder, path: %s}".formatted(folder.resolve("people")));

        CommandShell.Answer answer = shell.run("data", "check", "people", "--all");
        JsonObject json =
                shell.run("data", "check", "people", "--all", "--json").json().getAsJsonObject();

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).startsWith("people: all 3 images decode; nothing published to compare with");
        assertThat(json.get("whole").isJsonNull()).isTrue();
    }

    @Test
    void countsWhatItPassesOver() throws IOException {
        Files.createDirectories(folder.resolve("people/.ipynb_checkpoints"));
        Files.createDirectories(folder.resolve("people/cy"));
        CommandShell.Answer answer = shell.run("data", "check", "people", "--all");
        assertThat(answer.code()).isZero();
        assertThat(answer.out())
                .contains("people: whole\n")
                .contains("passed over  1 hidden or system entry (.ipynb_checkpoints)\n")
                .contains("passed over  1 folder without an image that is read (cy)\n");
        JsonArray kinds = shell.run("data", "check", "people", "--json")
                .json()
                .getAsJsonObject()
                .getAsJsonArray("passed-over");
        assertThat(kinds).hasSize(2);
        assertThat(kinds.get(0).getAsJsonObject().get("kind").getAsString()).isEqualTo("system");
        CommandShell.Answer packed = shell.run(
                "data", "pack", "people", "--out", folder.resolve("p/train.rec").toString());
        assertThat(packed.err()).contains("people: passed over 1 hidden or system entry (.ipynb_checkpoints)");
        String path = folder.resolve("people").toString();
        assertThat(shell.run(
                                "data",
                                "pack",
                                path,
                                "--out",
                                folder.resolve("q/train.rec").toString())
                        .err())
                .contains(path + ": passed over 1 folder without an image that is read (cy)");
    }

    /** Nothing is trained: the script of a cluster is written after the data are looked at. */
    @Test
    void saysBeforeTrainingWhatIsPassedOver() throws IOException {
        Files.createDirectories(folder.resolve("people/.ipynb_checkpoints"));
        Files.writeString(folder.resolve("people/bo/photo.heic"), "");
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), "ada/1.png ada/2.png 1\nada/1.png bo/1.png 0\n");
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "pairs: {role: verify, format: pair-list, path: %s, list: %s}%n"
                        .formatted(folder.resolve("people"), pairs),
                StandardOpenOption.APPEND);
        Path experiment = Files.writeString(folder.resolve("tiny.yaml"), """
                name: tiny
                train: people
                verify: [pairs]
                backbone: IR(1-1-1-1, 4-4-4-4)
                input: 16
                embedding: 4
                schedule: {batch: 2, rate: 0.1, curve: cosine, stop-at: 4}
                losses: [NS]
                """);

        CommandShell.Answer answer = shell.run("run", experiment.toString(), "--launcher", "slurm", "--dry-run");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.err())
                .contains("people: passed over 1 hidden or system entry (.ipynb_checkpoints)\n")
                .contains("people: passed over 1 image of a kind that is not read (bo/photo.heic)\n")
                .contains("pairs: passed over 1 hidden or system entry (.ipynb_checkpoints)\n");
    }

    @Test
    void namesAnImageThatIsDamaged() throws IOException {
        Files.writeString(folder.resolve("people/bo/1.png"), "no picture");

        CommandShell.Answer answer = shell.run("data", "check", "people", "--all");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).contains("1.png");
    }

    @Test
    void saysHowToGetWhatIsMissing() {
        CommandShell.Answer answer = shell.run("data", "check", "nowhere");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("nowhere.bin").contains("the moon").contains("Fly there");
    }

    @Test
    void namesTheNearestDataset() {
        CommandShell.Answer answer = shell.run("data", "check", "peeple");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("people");
    }
}
