package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeRuns() {
        shell = new CommandShell(folder);
        FinishedRuns.write(folder);
    }

    @Test
    void showsOnlyWhatDiffers() {
        CommandShell.Answer answer =
                shell.run("compare", FinishedRuns.FIRST.id(), FinishedRuns.SECOND.id(), "--only-changed", "--json");

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
        CommandShell.Answer answer =
                shell.run("compare", FinishedRuns.FIRST.id(), FinishedRuns.FIRST.id(), "--only-changed");

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("nothing differs");
    }

    @Test
    void setsRunsSideBySide() {
        CommandShell.Answer answer = shell.run("compare", FinishedRuns.FIRST.id(), FinishedRuns.SECOND.id());

        assertThat(answer.out().lines())
                .anyMatch(line -> line.matches("objective\\s+ArcFace\\(0\\.5\\)\\s+NS"))
                .anyMatch(line -> line.matches("seed\\s+1\\s+1"));
    }

    /** Twenty pairs at 0.5 where they are of one person and at 1.5 where not, but for some that are the other way round. */
    private void writeScores(String run, Integer... wrong) {
        List<Integer> swapped = List.of(wrong);
        double[] distances = new double[20];
        boolean[] same = new boolean[20];
        for (int i = 0; i < 20; i++) {
            same[i] = i % 2 == 0;
            distances[i] = same[i] != swapped.contains(i) ? 0.5 : 1.5;
        }
        Path scores = folder.resolve("runs").resolve(run).resolve("scores");
        for (String set : FinishedRuns.FIRST.settings().verify()) {
            Npy.write(scores.resolve(set + ".npy"), distances);
            Npy.write(scores.resolve(set + "-same.npy"), same);
        }
    }

    @Test
    void countsThePairsThatBothGetWrong() throws IOException {
        writeScores(FinishedRuns.FIRST.id(), 3, 4, 8);
        writeScores(FinishedRuns.SECOND.id(), 4, 9);
        Path page = folder.resolve("both.html");

        CommandShell.Answer answer = shell.run("compare", FinishedRuns.FIRST.id(), FinishedRuns.SECOND.id(), "--json");

        JsonObject common = answer.json()
                .getAsJsonObject()
                .getAsJsonArray("mistakes")
                .get(0)
                .getAsJsonObject();
        assertThat(common.get("both").getAsInt()).isEqualTo(1);
        assertThat(common.get("first").getAsInt()).isEqualTo(2);
        assertThat(common.get("second").getAsInt()).isEqualTo(1);
        assertThat(common.get("neither").getAsInt()).isEqualTo(16);
        answer = shell.run("compare", FinishedRuns.FIRST.id(), FinishedRuns.SECOND.id(), "--page", page.toString());
        assertThat(answer.out()).contains("Mistakes in common", "both wrong");
        assertThat(Files.readString(page)).contains("Mistakes in common");
    }

    @Test
    void setsTwoLossesOfAnExperimentSideBySide() {
        writeScores(FinishedRuns.FIRST.id(), 3, 4, 8);
        writeScores(FinishedRuns.SECOND.id(), 4, 9);

        CommandShell.Answer answer = shell.run("compare", "ArcFace(0.5)", "NS", "--in", "two-losses", "--json");

        assertThat(answer.code()).as(answer.err()).isZero();
        JsonObject json = answer.json().getAsJsonObject();
        assertThat(json.get("experiments").toString()).isEqualTo("[\"ArcFace(0.5)\",\"NS\"]");
        JsonObject common = json.getAsJsonArray("mistakes").get(0).getAsJsonObject();
        assertThat(common.get("both").getAsInt()).isEqualTo(1);
        assertThat(common.get("n").getAsInt()).isEqualTo(1);
        answer = shell.run("compare", "ArcFace(0.5)", "CosFace", "--in", "two-losses");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("CosFace").contains("ArcFace(0.5)");
    }

    @Test
    void saysThatARunIsUnknown() {
        CommandShell.Answer answer = shell.run("compare", FinishedRuns.FIRST.id(), "zzzz");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("zzzz");
    }
}
