package marginlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.loss.TestedEngines;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the shipped experiment trains, with the setting that makes it a row of its own. */
@Tag("engine")
final class ModernLossesTest {
    private static final Set<String> OF_THE_LOSS =
            Set.of("gradient", "beyond-pi", "learn-scale", "label-smoothing", "class-rate", "recipe");

    @TempDir
    Path folder;

    static Stream<Arguments> rows() {
        List<ExperimentRow> rows = ExperimentReader.read(Path.of("experiments/modern-losses.yaml"), List.of())
                .rows();
        return TestedEngines.names()
                .flatMap(engine -> rows.stream().map(row -> Arguments.of(engine, row.label(), row)));
    }

    @ParameterizedTest(name = "{1} with {0}")
    @MethodSource("rows")
    void trainsForSomeEpochs(String engine, String label, ExperimentRow row) throws IOException {
        Map<String, String> changes = new HashMap<>(Map.of("schedule.stop-at", "3 epochs", "schedule.divide-at", ""));
        row.settings().flat().forEach((name, text) -> {
            if (OF_THE_LOSS.contains(name)) {
                changes.put(name, name.equals("class-rate") && !text.equals("1") ? "0.7" : text);
            }
        });
        changes.put("schedule.curve", "cosine");
        changes.put("schedule.divide-by", "10");
        if (row.objective().needsPairs()) {
            changes.put("sampling", "4 x 4");
        }

        TinyTraining.Result result = TinyTraining.train(
                TinyTraining.trial(engine, row.objective().label(), changes), folder, TinyTraining.NEVER);

        assertThat(result.losses).hasSize(9).allSatisfy(loss -> assertThat(loss).isFinite());
        assertThat(result.arrays)
                .allSatisfy((name, values) -> assertThat(values)
                        .as(name)
                        .allSatisfy(value -> assertThat(value).isFinite()));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theExperimentHasTheRowsOfTheLastYears(String engine) {
        assertThat(rows().filter(row -> row.get()[0].equals(engine)).map(row -> row.get()[1]))
                .hasSize(30)
                .contains(
                        "SFace(80, 0.8, 1.23)",
                        "ArcNegFace(0.5, 1.2, 2)",
                        "50 * SphereFace2(0.4, 40, 3, 0.7)",
                        "AdaptiveFace(2, 0.35)",
                        "16 * LM-Softmax",
                        "Softmax + 0.01 * Ring",
                        "CosFace(0.4) + UniTSFace(0.1)");
    }

    static Stream<String> engines() {
        return TestedEngines.names();
    }
}
