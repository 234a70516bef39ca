package marginlab.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets from one form into another, and back. */
class DataPackCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeCatalog() throws IOException {
        shell = TwoPeople.write(folder);
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

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
