package marginlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.report.page.FaceDisclosure;
import marginlab.report.table.MadeUpSweeps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    @Test
    void writesEveryFileAndNothingElse() throws IOException {
        List<Path> files = Report.write(MadeUpSweeps.small(), FaceDisclosure.SHOWN, folder);
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("index.html", "table.md", "table.tex", "table.csv", "table-wide.csv", "results.json");
        try (var listed = Files.list(folder)) {
            assertThat(listed).containsExactlyInAnyOrderElementsOf(files);
        }
    }

    @Test
    void writesTheSameBytesTwice() throws IOException {
        List<Path> files = Report.write(MadeUpSweeps.small(), FaceDisclosure.SHOWN, folder.resolve("a"));
        Report.write(MadeUpSweeps.small(), FaceDisclosure.SHOWN, folder.resolve("b"));
        for (Path file : files) {
            assertThat(folder.resolve("b").resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }
}
