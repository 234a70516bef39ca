package marginlab.experiment.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverridesTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("e.yaml"), """
                name: base
                train: faces
                verify: pairs
                matrix: {scale: [30, 64]}
                schedule: {batch: 128, divide-at: [10, 20], stop-at: 30}
                losses: [NS, Softmax]
                exclude: [{loss: Softmax, scale: 30}]
                seeds: [1]
                baseline: NS
                """);
    }

    @Test
    void replacesSettingsAndParts() {
        Experiment experiment = read("schedule.rate=0.05", "seeds=[4, 5]", "losses=CosFace({0.2, 0.3})", "name=other");

        assertThat(experiment.name()).isEqualTo("other");
        assertThat(experiment.seeds()).containsExactly(4L, 5L);
        assertThat(experiment.rows().stream()
                        .map(row -> row.objective().label())
                        .distinct())
                .containsExactly("CosFace(0.2)", "CosFace(0.3)");
        assertThat(experiment.rows())
                .allMatch(row -> row.settings().schedule().rate() == 0.05
                        && row.settings().schedule().batch() == 128);
    }

    @Test
    void replacesFactorsOfTheMatrix() {
        assertThat(read("matrix.scale=[10]").rows().stream().map(ExperimentRow::label))
                .containsExactly("NS [scale=10]", "Softmax");
        assertThat(read("matrix={dropout: [0, 0.5]}").factors()).containsExactly("dropout");
    }

    @Test
    void letsTheFilesExclusionsBaselineAndCurveGo() {
        assertThat(read("losses=CosFace(0.3)").baseline()).isEmpty();
        assertThat(read("schedule.curve=cosine").rows()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "schedule.rate=-1   | found the number -1; expected a number above 0 and at most 1000",
                "schedul.rate=1     | found the text 'schedul.rate'; expected a setting or a part of an experiment. Did you mean 'schedule.rate'?",
                "scale=64           | found scale; expected a setting that the matrix does not vary. Use --set matrix.scale=[...]",
                "seeds=[1, 2        | found a '[' that is never closed; expected a ']' at the end of the list",
                "baseline=NSS       | found the text 'NSS'; expected one of the rows. Did you mean 'NS'?",
                "losses             | found no '='; expected --set key=value",
                "=1                 | found no setting before the '='; expected --set key=value",
                "epochs=3           | found the text 'epochs'; expected a setting or a part of an experiment. Did you mean 'schedule.stop-at'?",
                "weight_decay=1e-4  | found the text 'weight_decay'; expected a setting or a part of an experiment. Did you mean 'schedule.decay'?",
                "schedule.stop-at=99999999999999 | found the number 99999999999999; expected iterations such as 32000, or epochs such as 15 epochs, above 0, at most 1000000000",
            })
    void reportsWhatIsWrongAtTheFlag(String override, String problem) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> read(override));

        assertThat(thrown.problems())
                .extracting(Problem::toString)
                .containsExactly("--set " + override + ": " + problem);
    }

    private Experiment read(String... overrides) {
        return ExperimentReader.read(file, List.of(overrides));
    }
}
