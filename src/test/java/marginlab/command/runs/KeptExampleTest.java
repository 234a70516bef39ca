package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void itsTablesFollowFromWhatIsKept() throws IOException {
        assertThat(shell.run("rebuild").code()).isZero();

        CommandShell.Answer answer = shell.run("report", "example", "--out", folder.toString(), "--no-images");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        assertThat(withoutNewPeople(folder.resolve("example/table.md")))
                .isEqualTo(withoutNewPeople(EXAMPLE.resolve("table.md")));
        assertThat(folder.resolve("example/index.html")).content().contains("35 trials are done");
    }

    /** Who is on the pairs is read from the faces, which are not drawn here. */
    private static List<String> withoutNewPeople(Path table) throws IOException {
        List<String> lines = Files.readAllLines(table);
        assertThat(lines)
                .filteredOn(line -> line.contains("concerns the people in these sets"))
                .hasSize(1);
        return lines.stream()
                .filter(line -> !line.contains("concerns the people in these sets"))
                .toList();
    }

    @Test
    void itsNoiseSaysWhatAnotherDesignWouldFind() {
        assertThat(shell.run("rebuild").code()).isZero();
        String file = Path.of("experiments/example.yaml").toAbsolutePath().toString();

        CommandShell.Answer answer = shell.run("plan", file, "--power", "--difference", "1", "--json");

        assertThat(answer.err()).isEmpty();
        JsonArray power = answer.json().getAsJsonObject().getAsJsonArray("power");
        assertThat(power).hasSize(4);
        assertThat(power.get(0).getAsJsonObject().get("column").getAsString()).isEqualTo("synthetic-plain");
        assertThat(power.get(3).getAsJsonObject().get("column").getAsString()).isEqualTo("Average");
        assertThat(power).allSatisfy(line -> {
            JsonObject one = line.getAsJsonObject();
            assertThat(one.get("seeds").getAsInt()).isEqualTo(5);
            assertThat(one.get("difference").getAsDouble()).isEqualTo(0.01);
            assertThat(one.get("detectable").getAsDouble()).isBetween(0.005, 0.05);
            assertThat(one.get("seedsNeeded").getAsInt()).isBetween(4, 100);
        });
        assertThat(shell.run("plan", file, "--power").out()).contains("SEEDS FOR 0.50", "5 seeds find 4 times in 5");
    }

    @Test
    void asksForRunsThatTellTheNoise() {
        String file = Path.of("experiments/example.yaml").toAbsolutePath().toString();

        CommandShell.Answer answer = shell.run("plan", file, "--power");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("no row with two finished seeds").contains("--pilot NAME");
        assertThat(shell.run("plan", file, "--difference", "1").err()).contains("--power beside it");
        assertThat(shell.run("plan", file, "--power", "--difference", "0").err())
                .contains("above 0 and at most 100 points");
    }
}
