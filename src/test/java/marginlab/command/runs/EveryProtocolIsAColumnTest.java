package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An experiment that is verified on every kind of set, from its file to its table, its runs and its baseline. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryProtocolIsAColumnTest {
    private static final String ALL = "[lfw, ytf, ijb-c, megaface, trillion-pairs, iqiyi-vid]";
    private static final List<String> SETS = List.of("lfw", "ytf", "ijb-c", "megaface", "trillion-pairs", "iqiyi-vid");

    private Path folder;

    private CommandShell shell;
    private CommandShell.Answer ran;

    @BeforeAll
    void runsTheExperiment(@TempDir Path temporary) throws IOException {
        folder = temporary;
        PublishedSets.write(folder);
        shell = new CommandShell(folder);
        Files.writeString(folder.resolve("columns.yaml"), """
                name: columns
                train: people
                verify: %s
                backbone: IR(1-1, 8-8)
                input: 16
                embedding: 8
                scale: 16
                schedule: {batch: 8, rate: 0.05, curve: cosine, stop-at: 3 epochs}
                losses: [NS, "ArcFace(0.5)"]
                baseline: NS
                """.formatted(ALL));
        ran = run("reports");
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    private CommandShell.Answer run(String reports, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                folder.resolve("columns.yaml").toString(),
                "--out",
                folder.resolve(reports).toString()));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    @Test
    void givesEachSetItsHeadlineWithItsUnit() throws IOException {
        String table = Files.readString(folder.resolve("reports/columns/table.md"));

        assertThat(table.lines().filter(line -> line.startsWith("| Objective")))
                .singleElement()
                .asString()
                .contains(
                        "lfw accuracy %",
                        "ytf accuracy %",
                        "ijb-c TAR@FAR=1e-4 %",
                        "megaface rank-1 %",
                        "trillion-pairs Id@FPR=1e-3 %",
                        "iqiyi-vid MAP@100 %");
        JsonObject results = results("reports");
        assertThat(texts(results.getAsJsonArray("columns"), "figure"))
                .containsExactly("accuracy", "accuracy", "tar@far=1e-4", "rank-1", "id@fpr=1e-3", "map@100");
        for (JsonElement row : results.getAsJsonArray("rows")) {
            for (JsonElement cell : row.getAsJsonObject().getAsJsonArray("cells")) {
                assertThat(cell.getAsJsonObject().get("n").getAsInt())
                        .as(cell.toString())
                        .isEqualTo(1);
            }
        }
        // Besides, the mean of the columns that are accuracies.
        assertThat(texts(results.getAsJsonArray("comparisons"), "set"))
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
        assertThat(shell.run("ls").out()).contains("ytf ").contains("iqiyi-vid MAP@100 ");
    }

    private static boolean isOfAll(JsonObject run) {
        return run.get("experiment").getAsString().contains("columns")
                && run.getAsJsonObject("results").has("ytf");
    }

    /** The probes of two people of three images each and ten distractors, by plain loops. */
    @Test
    void scoresWhatTheNetworkMadeOfTheImages() {
        JsonObject run = first();
        float[][] features = Npy.floatRows(embedding(run, "megaface-templates.npy"));
        int hits = 0;
        int searches = 0;
        for (int probe = 0; probe < PublishedSets.PROBES; probe++) {
            for (int mate = 0; mate < PublishedSets.PROBES; mate++) {
                if (mate != probe && mate % 2 == probe % 2) {
                    boolean hit = true;
                    for (int other = PublishedSets.PROBES; other < features.length; other++) {
                        hit &= dot(features[probe], features[mate]) >= dot(features[probe], features[other]);
                    }
                    hits += hit ? 1 : 0;
                    searches++;
                }
            }
        }

        assertThat(run.getAsJsonObject("results")
                        .getAsJsonObject("megaface")
                        .get("rank-1@distractors=10")
                        .getAsDouble())
                .isEqualTo((double) hits / searches);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /** Videos are four people's, each by one video; what is looked for are four videos, one each of three of them. */
    @Test
    void takesThePeopleOfAnotherSet() {
        JsonObject run = first();
        float[][] people = Npy.floatRows(embedding(run, "iqiyi-train-templates.npy"));
        float[][] videos = Npy.floatRows(embedding(run, "iqiyi-vid-templates.npy"));
        double sum = 0;
        for (int person = 0; person < 3; person++) {
            int ahead = 0;
            for (int video = 0; video < videos.length; video++) {
                ahead += dot(people[person], videos[video]) > dot(people[person], videos[person]) ? 1 : 0;
            }
            sum += 1.0 / (1 + ahead);
        }

        assertThat(run.getAsJsonObject("results")
                        .getAsJsonObject("iqiyi-vid")
                        .get("map@100")
                        .getAsDouble())
                .isCloseTo(sum / 3, org.assertj.core.api.Assertions.within(1e-12));
    }

    /** The share of the pairs or probes that are decided rightly is the figure, and two rows are tested by them. */
    @Test
    void keepsWhatWasDecidedOfEachPairAndProbe() throws IOException {
        JsonObject run = first();
        Map<String, String> figures = Map.of(
                "ijb-c", "tar@far=1e-4",
                "megaface", "rank-1",
                "trillion-pairs", "id@fpr=1e-3");
        figures.forEach((set, figure) -> {
            boolean[] right = Npy.booleans(
                    embedding(run, "any").getParent().resolveSibling("scores").resolve(set + "@" + figure + ".npy"));
            JsonObject results = run.getAsJsonObject("results").getAsJsonObject(set);
            String key = results.has(figure) ? figure : figure + "@distractors=10";
            double share =
                    IntStream.range(0, right.length).filter(i -> right[i]).count() / (double) right.length;
            assertThat(results.get(key).getAsDouble()).as(set).isEqualTo(share);
        });
        for (JsonElement comparison : results("reports").getAsJsonArray("comparisons")) {
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
        CommandShell.Answer again = run("reports", "--json");

        assertThat(again.json().getAsJsonObject().get("done").getAsInt()).isZero();
        CommandShell.Answer stored =
                shell.run("score", "stored", first().get("id").getAsString(), "--set", "megaface");
        assertThat(stored.out()).contains("0 added, 1 there already");
    }

    @Test
    void showsAnotherFigureWithoutTrainingAgain() throws IOException {
        String columns =
                "verify=[lfw, {name: ijb-c, protocol: ijb-1n, figure: rank-5}, {name: megaface, figure: 'rank-10'}]";
        CommandShell.Answer plan = shell.run(
                "plan", folder.resolve("columns.yaml").toString(), "--only", "NS", "--set", columns, "--json");
        assertThat(plan.json()
                        .getAsJsonObject()
                        .getAsJsonArray("trials")
                        .get(0)
                        .getAsJsonObject()
                        .has("trainedAs"))
                .isTrue();

        CommandShell.Answer other = run("others", "--only", "NS", "--set", columns, "--json");

        assertThat(other.code()).as(other.err()).isZero();
        // Other columns are a variation, with a report of its own.
        Path report = Path.of(other.json().getAsJsonObject().get("report").getAsString());
        JsonObject results = JsonParser.parseString(Files.readString(report.resolveSibling("results.json")))
                .getAsJsonObject();
        assertThat(texts(results.getAsJsonArray("columns"), "title"))
                .containsExactly("lfw accuracy", "ijb-c rank-5", "megaface rank-10");
        double listed = shell.run("ls", "--json").json().getAsJsonArray().asList().stream()
                .map(run -> run.getAsJsonObject().getAsJsonObject("results"))
                .filter(shown -> !shown.has("ytf"))
                .map(shown -> shown.getAsJsonObject("ijb-c").get("rank-5").getAsDouble())
                .findFirst()
                .orElseThrow();
        assertThat(results.getAsJsonArray("rows").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .filter(row -> row.get("objective").getAsString().equals("NS"))
                        .findFirst()
                        .orElseThrow()
                        .getAsJsonArray("cells")
                        .get(1)
                        .getAsJsonObject()
                        .get("mean")
                        .getAsDouble())
                .isEqualTo(listed);
    }

    @Test
    void isMeasuredByABaseline() {
        Path baseline = folder.resolve("baseline.json");
        String file = folder.resolve("columns.yaml").toString();
        assertThat(shell.run("baseline", file, "--out", baseline.toString()).code())
                .isZero();

        CommandShell.Answer check = shell.run("check", file, "--baseline", baseline.toString(), "--json");

        JsonArray rows = check.json().getAsJsonObject().getAsJsonArray("rows");
        assertThat(texts(rows, "protocol")).containsAll(SETS);
        assertThat(rows)
                .hasSize(2 * SETS.size())
                .allSatisfy(row -> assertThat(
                                row.getAsJsonObject().get("difference").getAsDouble())
                        .isZero());
    }

    @Test
    void comparesEveryColumn() {
        CommandShell.Answer compared = shell.run(
                "compare",
                "NS",
                "ArcFace(0.5)",
                "--in",
                folder.resolve("columns.yaml").toString(),
                "--json");

        assertThat(texts(compared.json().getAsJsonObject().getAsJsonArray("rows"), "protocol"))
                .containsExactly(
                        "lfw",
                        "ytf",
                        "ijb-c TAR@FAR=1e-4",
                        "megaface rank-1",
                        "trillion-pairs Id@FPR=1e-3",
                        "iqiyi-vid MAP@100");
    }

    /** The journal ends where the fourth set was scored, as that of a process that was killed then. */
    @Test
    void goesOnWhereItWasKilled() throws IOException {
        JsonObject before = first();
        Path run = folder.resolve("runs").resolve(before.get("id").getAsString());
        Path features = embedding(before, "megaface-templates.npy");
        FileTime written = Files.getLastModifiedTime(features);
        List<String> journal = Files.readAllLines(run.resolve("journal.jsonl"));
        int cut = IntStream.range(0, journal.size())
                .filter(i -> journal.get(i).contains("\"set\":\"megaface\""))
                .findFirst()
                .orElseThrow();
        Files.write(run.resolve("journal.jsonl"), journal.subList(0, cut));
        Files.delete(folder.resolve("store.mv.db"));
        assertThat(shell.run("rebuild").code()).isZero();

        CommandShell.Answer again = run("reports", "--json");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().getAsJsonObject().get("done").getAsInt()).isEqualTo(1);
        assertThat(Files.getLastModifiedTime(features)).isEqualTo(written);
        JsonObject after = StreamSupport.stream(
                        shell.run("ls", "--json").json().getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(one -> one.get("id").equals(before.get("id")))
                .findFirst()
                .orElseThrow();
        assertThat(after.getAsJsonObject("results")).isEqualTo(before.getAsJsonObject("results"));
    }

    @Test
    void saysWhatKeepsASetFromBeingAColumn() {
        Map<String, String> wrong = Map.of(
                "vague", "format templates, which fits several protocols; expected",
                "{name: ijb-c, figure: 'tar@fra=1e-4'}", "found the figure 'tar@fra=1e-4'; expected one of ijb-11:",
                "{name: ijb-c, protocol: megaface}",
                        "found 'megaface' for 'ijb-c' of format ijb; expected ijb-11, ijb-1n",
                "{name: ijb-c, figurre: rank-1}", "expected name, protocol or figure. Did you mean 'figure'?",
                "{name: lfw, figure: threshold}",
                        "found the figure 'threshold'; expected one of ten-fold: accuracy, auc",
                "nameless", "dataset 'nameless' without 'gallery' in its row",
                "people", "which has role train in ");
        wrong.forEach((verify, message) -> {
            CommandShell.Answer answer =
                    shell.run("plan", folder.resolve("columns.yaml").toString(), "--set", "verify=[" + verify + "]");
            assertThat(answer.code()).as(verify).isEqualTo(2);
            assertThat(answer.err()).as(verify).contains(message);
        });
    }

    private JsonObject first() {
        return StreamSupport.stream(
                        shell.run("ls", "--json").json().getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(run -> run.get("objective").getAsString().equals("ArcFace(0.5)"))
                .findFirst()
                .orElseThrow();
    }

    private Path embedding(JsonObject run, String name) {
        return folder.resolve("runs")
                .resolve(run.get("id").getAsString())
                .resolve("embeddings")
                .resolve(name);
    }

    private JsonObject results(String reports) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve(reports).resolve("columns/results.json")))
                .getAsJsonObject();
    }

    private static List<String> texts(JsonArray objects, String key) {
        return StreamSupport.stream(objects.spliterator(), false)
                .map(one -> one.getAsJsonObject().get(key).getAsString())
                .collect(Collectors.toList());
    }
}
