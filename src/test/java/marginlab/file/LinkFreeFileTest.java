package marginlab.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkFreeFileTest {
    @TempDir
    Path folder;

    private Path run;
    private Path secret;

    @BeforeEach
    void make() throws Exception {
        run = Files.createDirectories(folder.resolve("run"));
        secret = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("a.npy"), "secret");
    }

    private void refuses(String found, String... names) {
        assertThatThrownBy(() -> LinkFreeFile.of(run, names))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(found);
    }

    @Test
    void givesTheWayToWhatIsThereAndWhatIsNot() throws Exception {
        Files.writeString(Files.createDirectory(run.resolve("scores")).resolve("a.npy"), "ours");
        assertThat(LinkFreeFile.of(run, "scores", "a.npy")).hasContent("ours");
        assertThat(LinkFreeFile.of(run, "scores")).isDirectory();
        assertThat(LinkFreeFile.of(run, "model", "b.npy"))
                .isEqualTo(run.resolve("model").resolve("b.npy"));
        assertThat(LinkFreeFile.of(folder.resolve("none"), "a")).doesNotExist();
    }

    @Test
    void followsNoLinkOnTheWay() throws Exception {
        Files.createSymbolicLink(run.resolve("a.npy"), secret);
        Files.createSymbolicLink(run.resolve("scores"), secret.getParent());
        Files.createSymbolicLink(run.resolve("dangling"), folder.resolve("none"));
        Files.createSymbolicLink(
                Files.createDirectory(run.resolve("checkpoint")).resolve("weights"), secret);
        refuses("a link", "a.npy");
        refuses("a link", "scores", "a.npy");
        refuses("a link", "scores");
        refuses("a link", "dangling");
        refuses("a link", "checkpoint");
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), run);
        assertThatThrownBy(() -> LinkFreeFile.of(linked, "b")).hasMessageContaining("a link");
        assertThatThrownBy(() -> LinkFreeFile.all(run)).hasMessageContaining("a link");
    }

    @Test
    void leavesTheFolderByNoName() {
        refuses("a way out", "..", "elsewhere", "a.npy");
        refuses("a way out", "../elsewhere/a.npy");
        refuses("a way out", "scores", "../../elsewhere/a.npy");
        refuses("a way out", secret.toString());
        refuses("a way out", "scores/a.npy");
        refuses("a way out", ".");
    }

    @Test
    void waitsForNoPipe() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", run.resolve("log.txt").toString())
                        .start()
                        .waitFor())
                .isZero();
        refuses("a pipe", "log.txt");
    }
}
