package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import marginlab.command.context.CommandShell;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report} of an experiment that is known by its name in the store. */
class ReportCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void writeRuns() {
        shell = new CommandShell(folder);
        FinishedRuns.write(folder);
    }

    private String out() {
        return folder.resolve("reports").toString();
    }

    @Test
    void writesTheReportOfANameInTheStore() {
        CommandShell.Answer answer = shell.run("report", "two-losses", "--out", out(), "--json");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        Path own = folder.resolve("reports/two-losses");
        assertThat(answer.json().getAsJsonObject().getAsJsonArray("files"))
                .extracting(name -> own.relativize(Path.of(name.getAsString())).toString())
                .containsExactly("index.html", "table.md", "table.tex", "table.csv", "table-wide.csv", "results.json");
        assertThat(own.resolve("table.md")).content().contains("ArcFace(0.5)", "90.00", "NS", "80.00");
    }

    @Test
    void takesThatNoImageIsWanted() {
        CommandShell.Answer answer = shell.run("report", "two-losses", "--out", out(), "--no-images");

        assertThat(answer.code()).isZero();
        assertThat(folder.resolve("reports/two-losses/index.html")).content().doesNotContain("data:image/jpeg");
    }

    @Test
    void namesTheNearestExperiment() {
        CommandShell.Answer answer = shell.run("report", "two-loses", "--out", out());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("two-losses");
    }

    @Test
    void wantsAFileForChangesOfOne() {
        CommandShell.Answer answer = shell.run("report", "two-losses", "--only", "NS", "--out", out());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).contains("two-losses").contains("--only");
    }

    @Test
    void doesNotLeaveItsFolderForANameThatIsAPath() {
        try (Store store = Store.open(folder.resolve("store").toString(), StoreMode.OWNER)) {
            store.keep("../outside", "", List.of(FinishedRuns.FIRST.id()));
        }

        CommandShell.Answer answer = shell.run("report", "../outside", "--out", out());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(folder.resolve("outside")).doesNotExist();
    }
}
