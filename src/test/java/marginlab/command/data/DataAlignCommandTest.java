package marginlab.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos to crops. */
class DataAlignCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeCatalog() throws IOException {
        shell = TwoPeople.write(folder);
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

    @Test
    void whatCouldBeDoneIsADocumentToo() throws IOException {
        String points = " 38 51 73 51 56 71 41 92 70 92\n";
        Files.writeString(folder.resolve("points.txt"), "ada/1.png" + points + "ada/gone.png" + points);

        CommandShell.Answer align = shell.run(
                "data", "align", file("people"), "--landmarks", file("points.txt"), "--out", file("crops"), "--json");

        assertThat(align.code()).isEqualTo(1);
        assertThat(align.json().getAsJsonObject().get("crops").getAsInt()).isEqualTo(1);
        assertThat(align.err()).contains("gone.png");
        Files.write(folder.resolve("people/ada/2.png"), new byte[9]);
        for (String[] verb : new String[][] {{"pack", "packed/train.rec"}, {"unpack", "unpacked"}}) {
            CommandShell.Answer packed = shell.run("data", verb[0], file("people"), "--out", file(verb[1]), "--json");
            assertThat(packed.code()).as(verb[0]).isEqualTo(1);
            assertThat(packed.json().getAsJsonObject().get("images").getAsInt())
                    .as(verb[0])
                    .isEqualTo(2);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
