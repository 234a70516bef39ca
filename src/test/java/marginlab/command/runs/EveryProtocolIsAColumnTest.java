package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An experiment that is verified on every kind of set, from its file to its table, its runs and its baseline. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryProtocolIsAColumnTest {
    private static final List<String> SETS =
            List.of("lfw", "cfp-fp", "ytf", "ijb-c", "megaface", "trillion-pairs", "iqiyi-vid");
    private static final List<String> FIGURES =
            List.of("accuracy", "accuracy", "accuracy", "tar@far=1e-4", "rank-1", "id@fpr=1e-3", "map@100");
    private static final String ALL = SETS.toString();

    private Path folder;
    private CommandShell shell;
    private ColumnsExperiment columns;

    @BeforeAll
    void runsTheExperiment(@TempDir Path temporary) throws IOException {
        folder = temporary;
        PublishedSets.write(folder);
        shell = new CommandShell(folder);
        PublishedSets.writeExperiment(folder, ALL);
        columns = new ColumnsExperiment(folder, shell);
        CommandShell.Answer ran = columns.run("reports");
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    @Test
    void givesEachSetItsHeadlineWithItsUnit() throws IOException {
        String table = Files.readString(folder.resolve("reports/columns/table.md"));

        assertThat(table.lines().filter(line -> line.startsWith("| Objective")))
                .singleElement()
                .asString()
                .contains(
                        "lfw accuracy %",
                        "cfp-fp accuracy %",
                        "ytf accuracy %",
                        "ijb-c TAR@FAR=1e-4 %",
                        "megaface rank-1 %",
                        "trillion-pairs Id@FPR=1e-3 %",
                        "iqiyi-vid MAP@100 %");
        JsonObject results = columns.results("reports");
        assertThat(ColumnsExperiment.texts(results.getAsJsonArray("columns"), "figure"))
                .isEqualTo(FIGURES);
        for (JsonElement row : results.getAsJsonArray("rows")) {
            for (JsonElement cell : row.getAsJsonObject().getAsJsonArray("cells")) {
                assertThat(cell.getAsJsonObject().get("n").getAsInt())
                        .as(cell.toString())
                        .isEqualTo(1);
            }
        }
        // Besides, the mean of the columns that are accuracies.
        assertThat(ColumnsExperiment.texts(results.getAsJsonArray("comparisons"), "set"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(SETS.stream(), Stream.of("Average")).toList());
    }

    @Test
    void listsTheResultsUnderTheNamesOfTheSets() {
        for (JsonElement run : shell.run("ls", "--json").json().getAsJsonArray()) {
            if (isOfAll(run.getAsJsonObject())) {
                JsonObject results = run.getAsJsonObject().getAsJsonObject("results");
                assertThat(results.keySet()).containsAll(SETS);
                assertThat(results.getAsJsonObject("ijb-c").keySet()).contains("tar@far=1e-4", "epoch");
                assertThat(results.keySet()).contains("ijb-c ijb-1n(N1D1F1)");
                assertThat(results.getAsJsonObject("megaface").keySet()).contains("rank-1@distractors=10");
            }
        }
        assertThat(shell.run("ls").out()).contains("ijb-c %").contains("iqiyi-vid %");
    }

    private static boolean isOfAll(JsonObject run) {
        return run.get("experiment").getAsString().contains("columns")
                && run.getAsJsonObject("results").has("ytf");
    }

    /** The probes of two people of three images each and ten distractors, by plain loops. */
    @Test
    void scoresWhatTheNetworkMadeOfTheImages() {
        JsonObject run = columns.first();
        float[][] features = Npy.floatRows(columns.embedding(run, "megaface-templates.npy"));

        assertThat(run.getAsJsonObject("results")
                        .getAsJsonObject("megaface")
                        .get("rank-1@distractors=10")
                        .getAsDouble())
                .isEqualTo(PlainSearches.rankOne(features, PublishedSets.PROBES));
    }

    /** Videos are four people's, each by one video; what is looked for are four videos, one each of three of them. */
    @Test
    void takesThePeopleOfAnotherSet() {
        JsonObject run = columns.first();
        float[][] people = Npy.floatRows(columns.embedding(run, "iqiyi-train-templates.npy"));
        float[][] videos = Npy.floatRows(columns.embedding(run, "iqiyi-vid-templates.npy"));

        assertThat(run.getAsJsonObject("results")
                        .getAsJsonObject("iqiyi-vid")
                        .get("map@100")
                        .getAsDouble())
                .isCloseTo(PlainSearches.meanPrecision(people, videos, 3), within(1e-12));
    }

    /** The share of the pairs or probes that are decided rightly is the figure, and two rows are tested by them. */
    @Test
    void keepsWhatWasDecidedOfEachPairAndProbe() throws IOException {
        JsonObject run = columns.first();
        Map<String, String> figures = Map.of(
                "ijb-c", "tar@far=1e-4",
                "megaface", "rank-1",
                "trillion-pairs", "id@fpr=1e-3");
        figures.forEach((set, figure) -> {
            boolean[] right = Npy.booleans(columns.embedding(run, "any")
                    .getParent()
                    .resolveSibling("scores")
                    .resolve(set + "@" + figure + ".npy"));
            JsonObject results = run.getAsJsonObject("results").getAsJsonObject(set);
            String key = results.has(figure) ? figure : figure + "@distractors=10";
            assertThat(results.get(key).getAsDouble()).as(set).isEqualTo(PlainSearches.share(right));
        });
        for (JsonElement comparison : columns.results("reports").getAsJsonArray("comparisons")) {
            JsonObject one = comparison.getAsJsonObject();
            assertThat(one.has("pairs"))
                    .as(one.toString())
                    .isEqualTo(!Set.of("iqiyi-vid", "Average")
                            .contains(one.get("set").getAsString()));
        }
    }

    @Test
    void standsAmongThePublishedMethods() throws IOException {
        String page = Files.readString(folder.resolve("reports/columns/index.html"));

        assertThat(page).contains("This experiment, ");
        String line = page.substring(page.indexOf("This experiment, "));
        assertThat(line.substring(0, line.indexOf("</tr>"))).contains(">16<").doesNotContain("–");
    }

    @Test
    void trainsNothingAgainAndScoresNothingTwice() throws IOException {
        CommandShell.Answer again = columns.run("reports", "--json");

        assertThat(again.json().getAsJsonObject().get("done").getAsInt()).isZero();
        CommandShell.Answer stored =
                shell.run("score", "stored", columns.first().get("id").getAsString(), "--set", "megaface");
        assertThat(stored.out()).contains("0 added, 1 there already");
    }

    @Test
    void showsAnotherFigureWithoutTrainingAgain() throws IOException {
        String verify =
                "verify=[lfw, {name: ijb-c, protocol: ijb-1n, figure: rank-5}, {name: megaface, figure: 'rank-10'}]";
        CommandShell.Answer plan =
                shell.run("plan", folder.resolve("columns.yaml").toString(), "--only", "NS", "--set", verify, "--json");
        JsonArray trials = plan.json().getAsJsonObject().getAsJsonArray("trials");
        assertThat(trials.get(0).getAsJsonObject().has("trainedAs")).isTrue();

        CommandShell.Answer other = columns.run("others", "--only", "NS", "--set", verify, "--json");

        assertThat(other.code()).as(other.err()).isZero();
        // Other columns are a variation, with a report of its own.
        Path report = Path.of(other.json().getAsJsonObject().get("report").getAsString());
        JsonObject results = JsonParser.parseString(Files.readString(report.resolveSibling("results.json")))
                .getAsJsonObject();
        assertThat(ColumnsExperiment.texts(results.getAsJsonArray("columns"), "title"))
                .containsExactly("lfw accuracy", "ijb-c rank-5", "megaface rank-10");
        double listed = columns.listed(run -> !run.getAsJsonObject("results").has("ytf"))
                .getAsJsonObject("results")
                .getAsJsonObject("ijb-c")
                .get("rank-5")
                .getAsDouble();
        assertThat(ColumnsExperiment.mean(results, "NS", 1)).isEqualTo(listed);
    }

    @Test
    void isMeasuredByABaseline() {
        Path baseline = folder.resolve("baseline.json");
        String file = folder.resolve("columns.yaml").toString();
        assertThat(shell.run("baseline", file, "--out", baseline.toString()).code())
                .isZero();

        CommandShell.Answer check = shell.run("check", file, "--baseline", baseline.toString(), "--json");

        JsonArray rows = check.json().getAsJsonObject().getAsJsonArray("rows");
        assertThat(ColumnsExperiment.texts(rows, "protocol")).containsAll(SETS);
        assertThat(rows)
                .hasSize(2 * SETS.size())
                .allSatisfy(row -> assertThat(
                                row.getAsJsonObject().get("difference").getAsDouble())
                        .isZero());
    }

    @Test
    void comparesEveryColumn() {
        String file = folder.resolve("columns.yaml").toString();
        CommandShell.Answer compared = shell.run("compare", "NS", "ArcFace(0.5)", "--in", file, "--json");

        assertThat(ColumnsExperiment.texts(compared.json().getAsJsonObject().getAsJsonArray("rows"), "protocol"))
                .containsExactly(
                        "lfw",
                        "cfp-fp",
                        "ytf",
                        "ijb-c TAR@FAR=1e-4",
                        "megaface rank-1",
                        "trillion-pairs Id@FPR=1e-3",
                        "iqiyi-vid MAP@100");
    }

    @Test
    void showsEveryColumnOnTheLivePage() throws IOException, InterruptedException {
        JsonObject live = columns.live();

        assertThat(ColumnsExperiment.texts(live.getAsJsonArray("columns"), "set"))
                .isEqualTo(SETS);
        assertThat(ColumnsExperiment.texts(live.getAsJsonArray("columns"), "figure"))
                .isEqualTo(FIGURES);
        JsonObject reported = columns.results("reports");
        for (String field : List.of("n", "mean", "published")) {
            assertThat(ColumnsExperiment.cells(live, field))
                    .as(field)
                    .hasSize(2 * SETS.size())
                    .isEqualTo(ColumnsExperiment.cells(reported, field));
        }
    }

    /** ArcFace's figures with MS1MV2 and ResNet100 are among them, whatever was trained here. */
    @Test
    void setsThePapersFiguresBesideItsColumns() throws IOException {
        List<JsonElement> published = ColumnsExperiment.cells(columns.results("reports"), "published");

        Map<String, Double> paper =
                Map.of("lfw", 0.9953, "cfp-fp", 0.9556, "ytf", 0.9802, "ijb-c", 0.956, "megaface", 0.8103);
        paper.forEach((set, figure) -> assertThat(
                        published.get(SETS.indexOf(set)).getAsJsonArray())
                .as(set)
                .anySatisfy(
                        one -> assertThat(one.getAsJsonObject().get("accuracy").getAsDouble())
                                .isCloseTo(figure, within(1e-9))));
    }

    @Test
    void exportsTheFigureOfEveryColumn() throws IOException {
        String events = columns.exported();

        for (int i = 0; i < SETS.size(); i++) {
            assertThat(events).containsPattern(SETS.get(i) + "/[^/]+/" + Pattern.quote(FIGURES.get(i)));
        }
    }

    /** The journal ends where the fourth set was scored, as that of a process that was killed then. */
    @Test
    void goesOnWhereItWasKilled() throws IOException {
        JsonObject before = columns.first();
        Path run = folder.resolve("runs").resolve(before.get("id").getAsString());
        Path features = columns.embedding(before, "megaface-templates.npy");
        FileTime written = Files.getLastModifiedTime(features);
        List<String> journal = Files.readAllLines(run.resolve("journal.jsonl"));
        int cut = IntStream.range(0, journal.size())
                .filter(i -> journal.get(i).contains("\"set\":\"megaface\""))
                .findFirst()
                .orElseThrow();
        Files.write(run.resolve("journal.jsonl"), journal.subList(0, cut));
        Files.delete(folder.resolve("store.mv.db"));
        assertThat(shell.run("rebuild").code()).isZero();

        CommandShell.Answer again = columns.run("reports", "--json");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().getAsJsonObject().get("done").getAsInt()).isEqualTo(1);
        assertThat(Files.getLastModifiedTime(features)).isEqualTo(written);
        JsonObject after = columns.listed(one -> one.get("id").equals(before.get("id")));
        assertThat(after.getAsJsonObject("results")).isEqualTo(before.getAsJsonObject("results"));
    }
}
