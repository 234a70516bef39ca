package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void writeRuns() {
        shell = new Shell(folder);
        StoredRuns.write(folder);
    }

    @Test
    void showsOnlyWhatDiffers() {
        Shell.Answer answer =
                shell.run("compare", StoredRuns.FIRST.id(), StoredRuns.SECOND.id(), "--only-changed", "--json");

        assertThat(answer.code()).isZero();
        JsonObject json = answer.json().getAsJsonObject();
        assertThat(json.getAsJsonArray("rows").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .map(row -> row.get("what").getAsString()))
                .containsExactly("objective", "pairs ten-fold accuracy");
        assertThat(json.getAsJsonArray("runs")
                        .get(1)
                        .getAsJsonObject()
                        .get("objective")
                        .getAsString())
                .isEqualTo("NS");
    }

    @Test
    void saysThatNothingDiffers() {
        Shell.Answer answer = shell.run("compare", StoredRuns.FIRST.id(), StoredRuns.FIRST.id(), "--only-changed");

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("nothing differs");
    }

    @Test
    void setsRunsSideBySide() {
        Shell.Answer answer = shell.run("compare", StoredRuns.FIRST.id(), StoredRuns.SECOND.id());

        assertThat(answer.out().lines())
                .anyMatch(line -> line.matches("objective\\s+ArcFace\\(0\\.5\\)\\s+NS"))
                .anyMatch(line -> line.matches("seed\\s+1\\s+1"));
    }

    @Test
    void saysThatARunIsUnknown() {
        Shell.Answer answer = shell.run("compare", StoredRuns.FIRST.id(), "zzzz");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("zzzz");
    }
}
