package marginlab.report.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.problem.ProblemException;
import marginlab.report.table.MadeUpSweeps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
    @TempDir
    Path folder;

    @Test
    void keepsABaselineInAFile() throws IOException {
        Baseline baseline = Baseline.of(MadeUpSweeps.withScores(folder));
        Path file = folder.resolve("baselines/quickstart.json");
        baseline.write(file);
        assertThat(Baseline.read(file)).isEqualTo(baseline);
        assertThat(Files.size(file)).as("bytes for 2 x 600 pairs").isLessThan(8000);
    }

    @Test
    void refusesWhatIsNoBaseline() throws IOException {
        Path file = folder.resolve("other.json");
        for (String text : List.of("", "{}", "[1]", "{\"format\":\"marginlab-baseline/1\"}", "{\"format\":")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> Baseline.read(file))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("other.json");
        }
        assertThatThrownBy(() -> Baseline.read(folder.resolve("nowhere.json")))
                .hasMessageContaining("no such file")
                .hasMessageContaining("baseline");
    }
}
