package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People in a column who are trained on are named before anything trains. */
class SharedPeopleTest {
    private static final String WARNING =
            "with the training set faces: its figures do not hold for people whom a network";

    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeFaces() throws IOException {
        shell = new CommandShell(folder);
        person("faces/0", 1);
        person("faces/1", 2);
        person("faces/2", 3);
        person("faces/ann", 4);
        person("other/Ann", 5);
        person("other/bob", 6);
        person("copies/eva", 4);
        person("copies/joe", 7);
        person("new/0", 8);
        person("new/1", 9);
        Files.writeString(folder.resolve("held-out.txt"), "0\n1\n");
        Files.writeString(folder.resolve("datasets.yaml"), """
                faces: {role: train, format: folder, path: '%1$s/faces'}
                others: {role: train, format: folder, path: '%1$s/faces', drop-identities: '%1$s/held-out.txt'}
                """.formatted(folder));
        pairs("numbered", "faces", "0", "1");
        pairs("named", "other", "Ann", "bob");
        pairs("copied", "copies", "eva", "joe");
        pairs("strangers", "new", "0", "1");
    }

    private void person(String path, int grey) throws IOException {
        Path own = Files.createDirectories(folder.resolve(path));
        for (int i = 0; i < 2; i++) {
            BufferedImage face = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
            face.setRGB(grey, i, 0xFFFFFF);
            ImageIO.write(face, "png", own.resolve(i + ".png").toFile());
        }
    }

    private void pairs(String name, String images, String one, String other) throws IOException {
        Files.writeString(
                folder.resolve(name + ".txt"),
                "%1$s/0.png %1$s/1.png 1%n%1$s/0.png %2$s/0.png 0%n"
                        .formatted(one, other)
                        .repeat(10));
        Path catalog = folder.resolve("datasets.yaml");
        Files.writeString(catalog, Files.readString(catalog) + """
                %2$s: {role: verify, format: pair-list, path: '%1$s/%3$s', list: '%1$s/%2$s.txt'}
                """.formatted(folder, name, images));
    }

    private String plan(String train, String verify) throws IOException {
        Path file = Files.writeString(folder.resolve("shared.yaml"), """
                name: shared
                train: %s
                verify: %s
                backbone: IR(1-1, 8-8)
                input: 16
                embedding: 8
                schedule: {batch: 4, rate: 0.05, stop-at: 2, curve: cosine}
                losses: [NS]
                """.formatted(train, verify));
        CommandShell.Answer answer = shell.run("plan", file.toString());
        assertThat(answer.code()).isZero();
        return answer.out();
    }

    @Test
    void namesThemByTheFoldersThatBothSetsShare() throws IOException {
        assertThat(plan("faces", "numbered")).contains("warning: numbered shares 2 people (0, 1) " + WARNING);
    }

    @Test
    void findsANameInAnotherFolder() throws IOException {
        assertThat(plan("faces", "named")).contains("warning: named shares 1 person (ann) " + WARNING);
    }

    @Test
    void findsAPhotographUnderAnotherName() throws IOException {
        assertThat(plan("faces", "copied")).contains("warning: copied shares 2 photographs " + WARNING);
    }

    @Test
    void saysNothingOfPeopleWhoAreLeftOut() throws IOException {
        assertThat(plan("others", "numbered")).doesNotContain("shares");
    }

    @Test
    void takesANumberForAPersonInItsOwnFolderAlone() throws IOException {
        assertThat(plan("faces", "strangers")).doesNotContain("shares");
    }
}
