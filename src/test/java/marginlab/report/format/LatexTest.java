package marginlab.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.report.table.Findings;
import marginlab.report.table.MadeUpSweeps;
import marginlab.report.table.SweepResults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The LaTeX of a table as a real TeX takes it. */
@Tag("installed")
@EnabledIf(value = "isTexFound", disabledReason = "needs pdflatex on the PATH")
class LatexTest {
    @TempDir
    Path folder;

    static boolean isTexFound() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "pdflatex")));
    }

    @Test
    void compilesWithItsTwoPackagesWhateverTheNames() throws Exception {
        Stream<SweepResults> sweeps = Stream.concat(
                Stream.of(MadeUpSweeps.large()),
                HostileNamesTest.names().stream().map(HostileNamesTest::sweep));
        String tables =
                sweeps.map(sweep -> LatexTable.text(Findings.of(sweep))).collect(Collectors.joining("\n\\clearpage\n"));
        Path file = folder.resolve("tables.tex");
        Files.writeString(file, """
                \\documentclass{article}
                \\usepackage{booktabs,graphicx}
                \\begin{document}
                %s
                \\end{document}
                """.formatted(tables));

        Process tex = new ProcessBuilder(
                        List.of("pdflatex", "-halt-on-error", "-interaction=nonstopmode", file.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(tex.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

        assertThat(tex.waitFor()).as(said).isZero();
        assertThat(folder.resolve("tables.pdf")).isNotEmptyFile();
    }
}
