package marginlab.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import marginlab.command.context.CommandShell;
import marginlab.experiment.Experiment;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.run.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Store and run folders that an older version wrote say the same today, and none of it is trained again. */
class OldLayoutTest {
    private static final Path KEPT = Path.of("src/test/resources/marginlab/command/runs/old-layout");

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> tree = Files.walk(KEPT.resolve("runs"))) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(KEPT.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        try (InputStream store = new GZIPInputStream(Files.newInputStream(KEPT.resolve("store.mv.db.gz")))) {
            Files.copy(store, folder.resolve("store.mv.db"));
        }
        Files.writeString(folder.resolve("datasets.yaml"), """
                synthetic-faces: {role: train, format: recordio, path: nowhere/train.rec}
                synthetic-plain: {role: verify, format: bin, path: nowhere/plain.bin}
                synthetic-profile: {role: verify, format: bin, path: nowhere/profile.bin}
                synthetic-age: {role: verify, format: bin, path: nowhere/age.bin}
                """);
    }

    @Test
    void listsEveryFigureThatItListedThen() throws IOException {
        assertThat(list()).isEqualTo(then("ls.json"));
    }

    @Test
    void makesTheSameStoreFromTheFolders() throws IOException {
        Files.delete(folder.resolve("store.mv.db"));
        CommandShell.Answer rebuilt = new CommandShell(folder).run("rebuild");
        assertThat(rebuilt.code()).as(rebuilt.err()).isZero();
        assertThat(list()).isEqualTo(then("ls.json"));
    }

    @Test
    void reportsTheSameTable() throws IOException {
        CommandShell.Answer reported = new CommandShell(folder)
                .run("report", "oldlayout", "--out", folder.resolve("report").toString());
        assertThat(reported.code()).as(reported.err()).isZero();
        Path report = folder.resolve("report/oldlayout");
        assertThat(report.resolve("table.csv")).hasSameTextualContentAs(KEPT.resolve("table.csv"));
        // What is said of the figures may be more today; the figures are those of then.
        String today = Files.readString(report.resolve("table.md"));
        try (Stream<String> then = Files.lines(KEPT.resolve("table.md"))) {
            assertThat(then.filter(line -> line.startsWith("| ")).toList())
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(today).contains("\n" + line.substring(0, line.length() - 1)));
        }
    }

    @Test
    void passesAgainstTheBaselineOfThen() {
        CommandShell.Answer checked = new CommandShell(folder)
                .run(
                        "check",
                        "oldlayout",
                        "--baseline",
                        KEPT.resolve("baseline.json").toString());
        assertThat(checked.code()).as(checked.err()).isZero();
        assertThat(checked.out().lines().filter(line -> line.contains("passed")))
                .hasSize(6)
                .allMatch(line -> line.contains("+0.00 to +0.00"));
    }

    @Test
    void showsOneByTheStartOfItsId() {
        CommandShell.Answer shown = new CommandShell(folder).run("show", "509496ac");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("NS", "synthetic-profile", "70.50", "11ceb86dc5de");
    }

    /** Whoever plans the same today finds it done: on these data the trials have these ids. */
    @Test
    void plansTheTrialsThatAreThere() throws IOException {
        Map<String, String> fingerprints = new TreeMap<>();
        for (RunFolder run : RunFolder.all(folder.resolve("runs"))) {
            fingerprints.putAll(run.trial().fingerprints());
        }
        String definition = JsonParser.parseString(Files.readString(KEPT.resolve("runs/experiments/oldlayout.json")))
                .getAsJsonObject()
                .get("definition")
                .getAsString();
        Experiment experiment = ExperimentReader.reread(Files.writeString(folder.resolve("old.yaml"), definition));

        assertThat(Plan.of(experiment, fingerprints).trials())
                .extracting(Trial::id)
                .containsExactly("509496ac14e5", "c4743ae659b5");
    }

    /** What is told of each run today, of the keys that were told then. */
    private JsonElement list() throws IOException {
        Set<String> keys =
                then("ls.json").getAsJsonArray().get(0).getAsJsonObject().keySet();
        CommandShell.Answer listed = new CommandShell(folder).run("ls", "--json");
        assertThat(listed.code()).as(listed.err()).isZero();
        JsonElement runs = listed.json();
        runs.getAsJsonArray().forEach(run -> run.getAsJsonObject().keySet().retainAll(keys));
        return runs;
    }

    private static JsonElement then(String file) throws IOException {
        return JsonParser.parseString(Files.readString(KEPT.resolve(file)));
    }
}
