package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.command.context.CommandShell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import}: figures of others, from the file to every output. */
class ImportCommandTest {
    @TempDir
    private Path folder;

    private CommandShell shell;

    @BeforeEach
    void trainTwo() {
        shell = new CommandShell(folder);
        FinishedRuns.write(folder);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String report(String name) throws IOException {
        CommandShell.Answer answer = shell.run("report", "two-losses", "--out", folder.toString());
        assertThat(answer.code()).as(answer.err()).isZero();
        return Files.readString(folder.resolve("two-losses").resolve(name));
    }

    private void enter() throws IOException {
        String csv = file(
                "others.csv",
                "Method,seed,set,figure,source\n"
                        + "VPL,1,pairs,0.94,\"Deng et al. 2021, table 4\"\n"
                        + "VPL,2,pairs,0.96,\"Deng et al. 2021, table 4\"\n"
                        + "A & B <i>,,pairs,91.5 %,our <b>friends</b>\n"
                        + "VPL,1,lfw,99.83%,\"Deng et al. 2021, table 4\"\n");
        CommandShell.Answer answer = shell.run("import", csv, "--into", "two-losses");
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).startsWith("4 figures entered for two-losses, which now has 4 from others");
    }

    @Test
    void showsThemAsNotOursInEveryOutput() throws IOException {
        enter();

        // 0.94 and 0.96: mean 0.95, deviation the root of 2 * 0.01^2.
        assertThat(report("table.md"))
                .contains("Not ours: entered from elsewhere:")
                .contains("| VPL | 95.00 ± 1.41 (2) | Deng et al. 2021, table 4 |")
                .contains("| A &amp; B &lt;i&gt; | 91.50 | our &lt;b&gt;friends&lt;/b&gt; |");
        assertThat(report("table.tex"))
                .contains("\\midrule\nVPL (not ours: Deng et al. 2021, table 4) & 95.00 $\\pm$ 1.41 (2) \\\\\n");
        assertThat(report("index.html"))
                .contains("<h3>Not ours: entered from elsewhere</h3>")
                .contains("our &lt;b&gt;friends&lt;/b&gt;")
                .doesNotContain("<b>friends</b>")
                .containsPattern(
                        "VPL \\(entered\\)</bdi></th><td class=\"number\">–</td><td class=\"number\">99\\.83</td>");
        JsonArray imported =
                JsonParser.parseString(report("results.json")).getAsJsonObject().getAsJsonArray("imported");
        assertThat(imported).hasSize(4);
        assertThat(imported.get(2).getAsJsonObject().has("seed")).isFalse();
    }

    @Test
    void ranksTestsAndGatesNoneOfThem() throws IOException {
        String before = report("table.csv");
        shell.run(
                "baseline", "two-losses", "--out", folder.resolve("before.json").toString());
        enter();
        shell.run(
                "baseline", "two-losses", "--out", folder.resolve("after.json").toString());

        assertThat(report("table.csv")).isEqualTo(before);
        assertThat(report("table.md")).contains("**90.00**");
        JsonObject results = JsonParser.parseString(report("results.json")).getAsJsonObject();
        assertThat(results.getAsJsonArray("rows")).hasSize(2);
        assertThat(results.getAsJsonArray("verdicts").toString()).doesNotContain("VPL");
        assertThat(folder.resolve("after.json")).hasContent(Files.readString(folder.resolve("before.json")));
    }

    @Test
    void readsJsonReplacesWhatIsThereAndClears() throws IOException {
        enter();
        String json = file(
                "more.json",
                "[{\"method\": \"VPL\", \"seed\": 1, \"set\": \"pairs\", \"figure\": 0.5, \"source\": \"Deng et al. 2021, table 4\"},\n"
                        + " {\"method\": \"X\", \"set\": \"pairs\", \"figure\": \"70%\", \"source\": \"a blog\"}]\n");

        JsonObject answer = shell.run("import", json, "--into", "two-losses", "--json")
                .json()
                .getAsJsonObject();

        assertThat(answer.get("entered").getAsInt()).isEqualTo(2);
        assertThat(answer.get("all").getAsInt()).isEqualTo(5);
        assertThat(report("table.md")).contains("| VPL | 73.00 ± 32.53 (2) |").contains("| X | 70.00 | a blog |");
        assertThat(shell.run("import", "--into", "two-losses", "--clear").code())
                .isZero();
        assertThat(report("table.md")).doesNotContain("Not ours");
    }

    @Test
    void mergeBringsThemAlongAndOursStay() throws IOException {
        enter();
        Path imported = folder.resolve("elsewhere/imported");
        Files.createDirectories(imported);
        Files.writeString(
                imported.resolve("two-losses.json"),
                "[{\"method\": \"VPL\", \"seed\": 1, \"set\": \"pairs\", \"metric\": \"accuracy\", \"figure\": 0.5,"
                        + " \"source\": \"a blog\"},\n"
                        + " {\"method\": \"X\", \"set\": \"pairs\", \"metric\": \"accuracy\", \"figure\": 0.7,"
                        + " \"source\": \"a blog\"}]");

        assertThat(shell.run("merge", folder.resolve("elsewhere").toString()).code())
                .isZero();

        assertThat(report("table.md"))
                .contains("| VPL | 95.00 ± 1.41 (2) | Deng et al. 2021, table 4 |")
                .contains("| X | 70.00 | a blog |");
    }

    @Test
    void saysAllThatIsWrongWithItsLine() throws IOException {
        String csv = file(
                "bad.csv",
                "method,seed,set,figure,source\n"
                        + "A,x,pairs,99.5,paper\n"
                        + "B,1,pairs,0.9\n"
                        + "\n"
                        + ",1,pairs,0.9,\n"
                        + "C,1,pairs,0.9,paper\n"
                        + "C,1,pairs,0.8,blog\n"
                        + "D,1,pairs,nan,paper\n");

        CommandShell.Answer answer = shell.run("import", csv, "--into", "two-losses");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err().lines().map(line -> line.replace(csv, "")))
                .containsExactlyInAnyOrder(
                        ":2:1: found seed 'x'; expected a whole number, or nothing",
                        ":2:1: found figure '99.5'; expected a fraction from 0 to 1, or percent with its sign. Did you mean"
                                + " '99.5%'?",
                        ":3:1: found 4 values; expected 5, one a column",
                        ":5:1: found no method; expected method, set, figure and source, and perhaps seed and metric",
                        ":5:1: found no source; expected method, set, figure and source, and perhaps seed and metric",
                        ":7:1: found a second figure of C on pairs, seed 1; expected one a method, seed, set and metric",
                        ":8:1: found figure 'nan'; expected a fraction from 0 to 1, or percent with its sign");
        assertThat(folder.resolve("runs/imported")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithHeadingsJsonAndNames() throws IOException {
        assertThat(shell.run("import", file("h.csv", "methd,set,figure\nA,pairs,0.5\n"), "--into", "two-losses")
                        .err())
                .contains("found 'methd'; expected")
                .contains("Did you mean 'method'?")
                .contains("no column 'source'");
        assertThat(shell.run(
                                "import",
                                file("j.json", "[{\"method\": \"A\"},\n{\"method\": [1], \"colour\": \"red\"}\n"),
                                "--into",
                                "two-losses")
                        .err())
                .contains(":1:1: found no set")
                .contains(":2:1: found 'method' that is no text or number")
                .contains("'colour'")
                .contains("no JSON list of objects");
        assertThat(shell.run("import", file("g.csv", "method,set,figure,source\n"), "--into", "two-losses")
                        .err())
                .contains("no figures");
        assertThat(shell.run("import", file("x.csv", "x"), "--into", "two-loses")
                        .err())
                .contains("no column 'method'");
        assertThat(shell.run("import", "--into", "two-loses", "--clear").err()).contains("Did you mean 'two-losses'?");
        assertThat(shell.run("import", folder.resolve("none.csv").toString(), "--into", "two-losses")
                        .code())
                .isEqualTo(2);
    }
}
