package marginlab.experiment.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.experiment.Experiment;
import marginlab.experiment.SearchedRange;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningProblemsTest {
    private static final String HEAD = """
            name: tuned
            train: faces
            verify: [a, b]
            losses: [NS, ArcFace(0.5), Softmax]
            schedule: {stop-at: 8 epochs, divide-at: [4 epochs], batch: 8}
            baseline: NS
            """;

    @TempDir
    Path folder;

    private Experiment read(String text) throws IOException {
        return ExperimentReader.read(Files.writeString(folder.resolve("tuned.yaml"), text), List.of());
    }

    private List<String> problems(String text) {
        ProblemException problems = catchThrowableOfType(ProblemException.class, () -> read(text));
        return problems.problems().stream()
                .map(problem -> problem.toString().replace(folder.resolve("tuned.yaml") + ":", ""))
                .toList();
    }

    @Test
    void readsWhatTheInterfaceSays() throws IOException {
        Experiment experiment = read(HEAD + """
                tune:
                  on: c
                  budget: 24
                  search: {margin: 0.1..0.7, scale: {16..64: log}, schedule.rate: {0.02..0.4: log}}
                """);

        assertThat(experiment.tuning().orElseThrow().on()).isEqualTo("c");
        assertThat(experiment.tuning().orElseThrow().search())
                .containsExactly(
                        new SearchedRange("margin", 0.1, 0.7, false),
                        new SearchedRange("scale", 16, 64, true),
                        new SearchedRange("schedule.rate", 0.02, 0.4, true));
        assertThat(experiment.mentions()).extracting(mention -> mention.name()).contains("c");
    }

    @Test
    void goesByDifferencesOrByRatios() {
        assertThat(new SearchedRange("margin", 0.1, 0.7, false).at(0.5)).isEqualTo(0.4);
        assertThat(new SearchedRange("scale", 16, 64, true).at(0.5)).isEqualTo(32);
        // 16 * 4^(1/3) = 25.398...
        assertThat(new SearchedRange("scale", 16, 64, true).at(1 / 3.0)).isEqualTo(25.4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tune: {on: a, budget: 9, search: {schedule.rate: 0.1..0.2}} | 7:12: found the text 'a'; expected a set that is no column: what was chosen on it would be tested on it too. Take it out of 'verify', or name another one",
                "tune: {on: c, budget: 1.4, search: {schedule.rate: 0.1..0.2}} | 7:23: found the number 1.4; expected at least 1.5 trainings: two points for half a training, and the better one for a whole one",
                "tune: {on: c, budget: 0, search: {schedule.rate: 0.1..0.2}} | 7:23: found the number 0; expected a number above 0 and at most 10000",
                "tune: {on: c, budget: 9, search: {schedule.rate: 0.2..0.1}} | 7:50: found the text '0.2..0.1'; expected a range that rises, such as 0.1..0.7, or {16..64: log}",
                "tune: {on: c, budget: 9, search: {schedule.decay: {0..0.1: log}}} | 7:52: found the text '0..0.1'; expected a range above 0, as equal ratios are searched",
                "tune: {on: c, budget: 9, search: {schedule.rat: 0.1..0.2}} | 7:35: found the text 'schedule.rat'; expected what changes at least one row: a setting that is a number, 'margin', or a number of its loss such as ArcFace.m. Did you mean 'schedule.rate'?",
                "tune: {on: c, budget: 9, search: {schedule.batch: 8..16}} | 7:35: found the text 'schedule.batch'; expected a setting that is any number between two others, such as scale or schedule.rate",
                "tune: {on: c, budget: 9, search: {schedule.momentum: 0.5..1}} | 7:54: found the text '0.5..1'; expected schedule.momentum in a number of at least 0 and below 1",
                "tune: {on: c, budget: 9, search: {schedule.rate: 0.1..0.2, margin: 0.5..4}} | 7:68: found the text '0.5..4'; expected ArcFace.m is an angle in [0, pi), in radians or with deg",
                "tune: {on: c, budget: 9, search: {schedule.rate: 0.1..0.2, tau: 0.1..0.2}} | 7:60: found the text 'tau'; expected what changes at least one row.",
                "tune: {on: c, search: {schedule.rate: 0.1..0.2}} | 7:7: found a map; expected 'budget' in it: trainings' worth of compute a row, such as 24",
                "tune: {on: c, budget: 9, serach: 3, search: {schedule.rate: 0.1..0.2}} | 7:26: found the text 'serach'; expected one of on, budget, search. Did you mean 'search'?",
                "tune: {on: c, budget: 9, search: {}} | 7:34: found a map; expected at least one setting or number of a loss with its range",
                "tune: 24 | 7:7: found the number 24; expected a map such as {on: NAME, budget: 24, search: {margin: 0.1..0.7, scale: {16..64: log}}}",
            })
    void tellsWhatIsWrong(String line, String problem) {
        assertThat(problems(HEAD + line + "\n"))
                .singleElement()
                .asString()
                .startsWith(problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem);
    }

    @Test
    void givesEveryRowSomethingToSearch() {
        assertThat(problems(HEAD + "tune: {on: c, budget: 9, search: {margin: 0.1..0.7}}\n"))
                .hasSize(2)
                .first()
                .asString()
                .contains("7:34: found a map; expected something that changes NS too, such as schedule.rate");
    }

    @Test
    void refusesTwoRowsThatWouldBeOneSearch() {
        assertThat(problems(HEAD.replace("ArcFace(0.5)", "ArcFace(0.5), ArcFace(0.4)")
                        + "tune: {on: c, budget: 9, search: {schedule.rate: 0.1..0.2, margin: 0.1..0.7}}\n"))
                .singleElement()
                .asString()
                .contains("ArcFace(0.5) and ArcFace(0.4) would be the same search");
    }

    @Test
    void refusesTrainingsThatCannotBeHalved() {
        assertThat(problems(HEAD.replace("8 epochs, divide-at: [4 epochs]", "1 epochs, divide-at: []")
                        + "tune: {on: c, budget: 9, search: {schedule.rate: 0.1..0.2}}\n"))
                .singleElement()
                .asString()
                .contains("expected trainings of at least 2 epochs or iterations, which can be halved");
    }

    @Test
    void tellsEverythingAtOnce() {
        assertThat(problems(HEAD + "tune: {on: a, budget: 1, search: {schedule.rate: 0.1..0.2, tau: 0.1..0.2}}\n"))
                .hasSize(3);
    }
}
