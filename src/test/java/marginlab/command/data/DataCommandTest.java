package marginlab.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    /** Three images of two people in folders, and a dataset whose files are not there. */
    @BeforeEach
    void writeCatalog() throws IOException {
        shell = new CommandShell(folder);
        for (String name : new String[] {"ada/1", "ada/2", "bo/1"}) {
            Path file = folder.resolve("people").resolve(name + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(112, 112, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        }
        Files.writeString(folder.resolve("datasets.yaml"), """
                people:
                  role: train
                  format: folder
                  path: %s
                  identities: 2
                  images: 3
                nowhere:
                  role: verify
                  format: bin
                  path: %s
                  source: the moon
                  get: Fly there.
                """.formatted(
                        folder.resolve("people"), folder.resolve("nowhere.bin")));
    }

    @Test
    void listsWhatIsThereAndWhatIsMissing() {
        JsonArray datasets = shell.run("data", "ls", "--json").json().getAsJsonArray();

        assertThat(datasets).hasSize(2);
        JsonObject people = datasets.get(0).getAsJsonObject();
        assertThat(people.get("name").getAsString()).isEqualTo("people");
        assertThat(people.get("role").getAsString()).isEqualTo("train");
        assertThat(people.get("state").getAsString()).isEqualTo("ready");
        assertThat(people.get("identities").getAsInt()).isEqualTo(2);
        assertThat(people.get("images").getAsInt()).isEqualTo(3);
        assertThat(people.get("pairs").isJsonNull()).isTrue();
        assertThat(datasets.get(1).getAsJsonObject().get("state").getAsString()).isEqualTo("missing");
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

    @Test
    void saysHowASetThatIsDrawnOnDemandGetsToTheDisk() throws IOException {
        Files.writeString(
                folder.resolve("datasets.yaml"), "crowd: {role: train, format: synthetic, identities: 10, images: 20}");

        CommandShell.Answer answer = shell.run("data", "generate", "crowd");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("'data pack crowd --out FILE.rec' writes its images");
    }

    @Test
    void drawsOnlyWhatIsItsOwn() {
        CommandShell.Answer answer = shell.run("data", "generate", "people");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("people");
    }

    @Test
    void packsAFolderAndUnpacksItAgain() throws IOException {
        Path rec = folder.resolve("packed/train.rec");

        CommandShell.Answer packed =
                shell.run("data", "pack", folder.resolve("people").toString(), "--out", rec.toString(), "--json");
        CommandShell.Answer unpacked = shell.run(
                "data",
                "unpack",
                rec.toString(),
                "--out",
                folder.resolve("again").toString());

        assertThat(packed.err()).isEmpty();
        assertThat(packed.json().getAsJsonObject().get("images").getAsInt()).isEqualTo(3);
        assertThat(unpacked.code()).as(unpacked.err()).isZero();
        try (Stream<Path> files = Files.walk(folder.resolve("again"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(3);
        }
    }

    @Test
    void packsAgainWhatItUnpackedFromAListOfPairs() throws IOException {
        Path people = folder.resolve("people");
        Path list = Files.writeString(folder.resolve("list.txt"), "ada/1.png\tada/2.png\t1\nada/1.png\tbo/1.png\t0\n");
        Path bin = folder.resolve("pairs.bin");
        Path again = folder.resolve("again.bin");

        shell.run("data", "pack", people.toString(), "--pairs", list.toString(), "--out", bin.toString());
        shell.run("data", "unpack", bin.toString(), "--out", file("un"));
        CommandShell.Answer packed =
                shell.run("data", "pack", file("un"), "--pairs", file("un/pairs.txt"), "--out", again.toString());

        assertThat(packed.err()).isEmpty();
        assertThat(packed.code()).isZero();
        assertThat(again).hasSameBinaryContentAs(bin);
    }

    @Test
    void readsTheListOfPairsBesideANameToo() {
        CommandShell.Answer answer =
                shell.run("data", "pack", "people", "--pairs", file("no.txt"), "--out", file("z.bin"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("no.txt: found no such file");
        assertThat(folder.resolve("z.bin")).doesNotExist();
    }

    @Test
    void saysWhatASourceIsNot() throws IOException {
        Files.writeString(folder.resolve("ex.yaml"), "name: ex");

        CommandShell.Answer text = shell.run("data", "unpack", file("ex.yaml"), "--out", file("un"));
        CommandShell.Answer nothing = shell.run("data", "unpack", file("gone.bin"), "--out", file("un"));

        assertThat(text.code()).isEqualTo(2);
        assertThat(text.err()).contains("ex.yaml: found a file that is neither .rec nor .bin");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("no such file or folder, and no dataset of this name");
    }

    @Test
    void packsIntoNoOtherKindOfFile() {
        CommandShell.Answer answer = shell.run("data", "pack", "people", "--out", file("x.zip"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("x.zip; expected a name that ends in .rec, for people");
        assertThat(folder.resolve("x.zip")).doesNotExist();
    }

    @Test
    void listsEveryFaultyLineOfLandmarks() throws IOException {
        String points = " 38 51 73 51 56 71 41 92 70 92\n";
        Files.writeString(folder.resolve("points.txt"), "ada/1.png 38\nada/2.png" + points + "bo/1.png x\n");

        CommandShell.Answer answer =
                shell.run("data", "align", file("people"), "--landmarks", file("points.txt"), "--out", file("crops"));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(2);
        assertThat(answer.err()).contains("points.txt:1").contains("points.txt:3");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void alignsAPhoto() throws IOException {
        Files.writeString(folder.resolve("points.txt"), "ada/1.png 38 51 73 51 56 71 41 92 70 92\n");

        CommandShell.Answer answer = shell.run(
                "data",
                "align",
                folder.resolve("people").toString(),
                "--landmarks",
                folder.resolve("points.txt").toString(),
                "--out",
                folder.resolve("crops").toString(),
                "--json");

        assertThat(answer.err())
                .isEqualTo(
                        folder.resolve("people") + ": passed over 2 images that no list names (ada/2.png, bo/1.png)\n");
        assertThat(answer.json().getAsJsonObject().get("crops").getAsInt()).isEqualTo(1);
        assertThat(ImageIO.read(folder.resolve("crops/ada/1.jpg").toFile()).getWidth())
                .isEqualTo(112);
    }
}
