package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import marginlab.command.context.CommandShell;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in {@code reports/example} is that of the results which are kept beside it. */
class KeptExampleTest {
    private static final Path EXAMPLE = Path.of("reports/example");

    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void unpack() throws IOException {
        shell = new CommandShell(folder);
        Files.copy(Path.of("datasets.yaml"), folder.resolve("datasets.yaml"));
        Path runs = folder.resolve("runs");
        try (InputStream file = Files.newInputStream(EXAMPLE.resolve("runs.tar.gz"));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(file)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path to = runs.resolve(entry.getName());
                Files.createDirectories(to.getParent());
                Files.copy(tar, to);
            }
        }
    }

    @Test
    void itsTablesFollowFromWhatIsKept() {
        assertThat(shell.run("rebuild").code()).isZero();

        CommandShell.Answer answer = shell.run("report", "example", "--out", folder.toString(), "--no-images");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        assertThat(folder.resolve("example/table.md")).hasSameTextualContentAs(EXAMPLE.resolve("table.md"));
        assertThat(folder.resolve("example/index.html")).content().contains("18 trials are done");
    }
}
