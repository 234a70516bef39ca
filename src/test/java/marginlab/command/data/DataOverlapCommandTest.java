package marginlab.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataOverlapCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;
    private String a;
    private String b;

    /** Ada is in both by name, Bo's first image is Cy's, Di is in neither way. */
    @BeforeEach
    void writeSets() throws IOException {
        shell = new CommandShell(folder);
        Files.writeString(folder.resolve("datasets.yaml"), "{}");
        a = folder.resolve("a").toString();
        b = folder.resolve("b").toString();
        write("a/Ada/1", "png", 1);
        write("a/Bo/1", "png", 2);
        write("a/Di/1", "png", 3);
        write("b/ada/1", "png", 4);
        write("b/Cy/1", "jpeg", 2);
    }

    @Test
    void findsPeopleByNameAndImagesByLook() throws IOException {
        Path list = folder.resolve("drop.txt");

        CommandShell.Answer answer = shell.run("data", "overlap", a, b, "--out", list.toString(), "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        JsonObject document = answer.json().getAsJsonObject();
        assertThat(document.getAsJsonArray("people")).hasSize(1);
        assertThat(document.getAsJsonArray("people").get(0).getAsString()).isEqualTo("Ada");
        assertThat(document.getAsJsonArray("images")).singleElement().satisfies(pair -> {
            assertThat(pair.getAsJsonObject().get("first").getAsString()).contains("Bo");
            assertThat(pair.getAsJsonObject().get("second").getAsString()).contains("Cy");
        });
        assertThat(list).hasContent("Ada\nBo\n");
    }

    @Test
    void showsNamesThatWouldMoveTheCursorByTheirNumbers() throws IOException {
        write("a/Ed\u001b[2J\nFay/1", "png", 5);
        write("b/Gil\u009b/1", "png", 5);

        CommandShell.Answer answer = shell.run("data", "overlap", a, b);

        assertThat(answer.out()).contains("Ed\\u001b[2J\\u000aFay").contains("Gil\\u009b");
        assertThat(answer.out().lines()).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
    }

    @Test
    void saysThatPeopleWithoutNamesCannotBeCompared() {
        String rec = folder.resolve("p/train.rec").toString();
        shell.run("data", "pack", b, "--out", rec);
        assertThat(folder.resolve("p/train.names").toFile().delete()).isTrue();

        CommandShell.Answer answer = shell.run("data", "overlap", a, rec);

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("people were not compared: no names in " + rec)
                .contains("1 pair of images looks alike");
    }

    @Test
    void knowsThePeopleOfASetOfPairsByTheirFolders() throws IOException {
        Files.writeString(folder.resolve("pairs.txt"), "1\t1\n");
        Files.writeString(
                folder.resolve("datasets.yaml"),
                "{pairs: {role: verify, format: lfw-pairs, path: " + b + ", list: " + folder.resolve("pairs.txt")
                        + "}}");
        Path list = folder.resolve("drop.txt");

        CommandShell.Answer answer = shell.run("data", "overlap", a, "pairs", "--people", "--out", list.toString());

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("1 person of " + a + " is in pairs").contains(list + ": 1 person");
        assertThat(list).hasContent("Ada\n");
    }

    /** Squares of grey levels that depend on the seed. */
    private void write(String name, String format, int seed) throws IOException {
        BufferedImage image = new BufferedImage(72, 72, BufferedImage.TYPE_INT_RGB);
        int[] levels = new Random(seed).ints(81, 20, 220).toArray();
        for (int y = 0; y < 72; y++) {
            for (int x = 0; x < 72; x++) {
                image.setRGB(x, y, levels[y / 8 * 9 + x / 8] * 0x010101);
            }
        }
        Path file = folder.resolve(name + "." + (format.equals("png") ? "png" : "jpg"));
        Files.createDirectories(file.getParent());
        ImageIO.write(image, format, file.toFile());
    }
}
