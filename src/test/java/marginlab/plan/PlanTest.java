package marginlab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import marginlab.experiment.Experiment;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.file.json.Json;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanTest {
    private static final Map<String, String> FINGERPRINTS = Map.of("faces", "f1", "pairs", "p1", "unused", "u1");
    private static final String TEXT = """
            name: plan
            train: faces
            verify: pairs
            matrix: {scale: [30, 64]}
            losses: [ArcFace(0.5), Softmax]
            exclude: [{loss: Softmax, scale: 30}]
            seeds: [2, 1]
            """;

    @TempDir
    Path folder;

    @Test
    void goesThroughLossesThenMatrixThenSeeds() throws IOException {
        Plan plan = Plan.of(read(TEXT), FINGERPRINTS);

        assertThat(plan.planned())
                .extracting(planned -> planned.label() + " " + planned.trial().seed())
                .containsExactly(
                        "ArcFace(0.5) [scale=30] 2",
                        "ArcFace(0.5) [scale=30] 1",
                        "ArcFace(0.5) [scale=64] 2",
                        "ArcFace(0.5) [scale=64] 1",
                        "Softmax 2",
                        "Softmax 1");
        assertThat(plan.trials()).allMatch(trial -> trial.fingerprints().equals(Map.of("faces", "f1", "pairs", "p1")));
        assertThat(Plan.of(read(TEXT), FINGERPRINTS)).isEqualTo(plan);
    }

    @Test
    void repeatsEachSeedAndKeepsTheTrialsThatWere() throws IOException {
        List<Trial> before = Plan.of(read(TEXT), FINGERPRINTS).trials();
        List<Trial> after = Plan.of(read(TEXT + "repeat: 2\n"), FINGERPRINTS).trials();

        assertThat(after).hasSize(12).containsAll(before);
        assertThat(after.subList(0, 4))
                .extracting(Trial::seedText)
                .containsExactly("2", "2, repeat 2", "1", "1, repeat 2");
        assertThat(after).extracting(Trial::id).doesNotHaveDuplicates();
    }

    @Test
    void aNewMarginAddsTrialsAndKeepsTheOthers() throws IOException {
        List<Trial> before = Plan.of(read(TEXT), FINGERPRINTS).trials();
        List<Trial> after = Plan.of(
                        read(TEXT.replace("ArcFace(0.5)", "\"ArcFace({0.4, 0.5})\"")
                                .replace("name: plan", "name: other\ndescription: words change nothing")),
                        FINGERPRINTS)
                .trials();

        assertThat(after).hasSize(10).containsAll(before);
    }

    @Test
    void otherDataMakeOtherTrials() throws IOException {
        List<Trial> before = Plan.of(read(TEXT), FINGERPRINTS).trials();

        assertThat(Plan.of(read(TEXT), Map.of("faces", "f2", "pairs", "p1")).trials())
                .doesNotContainAnyElementsOf(before);
    }

    @Test
    void keepsOnlyTheRowsThatAreAskedFor() throws IOException {
        Plan plan = Plan.of(read(TEXT), FINGERPRINTS);

        assertThat(plan.only(List.of())).isEqualTo(plan);
        assertThat(plan.only(List.of("ArcFace(.5)")).trials()).hasSize(4);
        assertThat(plan.only(List.of("ArcFace(0.5) [scale=30]", "Softmax")).trials())
                .hasSize(4);
    }

    @Test
    void namesTheNearestRow() throws IOException {
        Plan plan = Plan.of(read(TEXT), FINGERPRINTS);

        ProblemException thrown = catchThrowableOfType(
                ProblemException.class, () -> plan.only(List.of("Sotfmax", "ArcFace(0.5) [scale=31]")));

        assertThat(thrown.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "--only Sotfmax: found no row of that label; expected a row of plan. Did you mean 'Softmax'?",
                        "--only ArcFace(0.5) [scale=31]: found no row of that label; expected a row of plan. Did you mean 'ArcFace(0.5) [scale=30]'?");
    }

    @Test
    void namesDatasetsThatTheCatalogLacks() throws IOException {
        Experiment experiment = read(TEXT.replace("train: faces", "train: [faces, fases]"));

        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> Plan.of(experiment, FINGERPRINTS));

        assertThat(thrown.problems())
                .containsExactly(new Problem(
                        folder.resolve("e.yaml") + ":2:16",
                        "the dataset 'fases'",
                        "a dataset of the catalog",
                        "Did you mean 'faces'?"));
    }

    @Test
    void printsItselfForScripts() throws IOException {
        Plan plan = Plan.of(read(TEXT), FINGERPRINTS);

        JsonObject document = json(PlanJson.of(
                plan.only(List.of("Softmax")),
                trial -> trial.seed() == 2 ? "done" : "planned",
                Map.of(),
                OptionalDouble.of(12.5)));

        assertThat(document.keySet()).containsExactly("experiment", "trials", "excluded", "estimatedSeconds");
        assertThat(document.get("experiment").getAsString()).isEqualTo("plan");
        JsonObject first = document.getAsJsonArray("trials").get(0).getAsJsonObject();
        assertThat(first.keySet()).containsExactly("id", "row", "objective", "seed", "repeat", "settings", "state");
        assertThat(first.get("id").getAsString()).isEqualTo(plan.trials().get(4).id());
        assertThat(first.get("state").getAsString()).isEqualTo("done");
        assertThat(first.getAsJsonObject("settings").get("schedule.batch").getAsString())
                .isEqualTo("512");
        assertThat(document.getAsJsonArray("excluded"))
                .hasToString("[{\"objective\":\"Softmax\",\"settings\":{\"scale\":\"30\"},\"why\":\"excluded at "
                        + folder.resolve("e.yaml") + ":6:11: loss Softmax, scale 30\"}]");
        assertThat(document.get("estimatedSeconds").getAsDouble()).isEqualTo(12.5);
        assertThat(json(PlanJson.of(plan, trial -> "planned", Map.of(), OptionalDouble.empty()))
                        .get("estimatedSeconds")
                        .isJsonNull())
                .isTrue();
    }

    private static JsonObject json(PlanJson document) {
        return JsonParser.parseString(Json.line(document)).getAsJsonObject();
    }

    private Experiment read(String text) throws IOException {
        return ExperimentReader.read(Files.writeString(folder.resolve("e.yaml"), text), List.of());
    }
}
