package marginlab.experiment.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with random slips: each is an experiment, or a list of problems, and never another error. */
final class MutatedFilesTest {
    private static final List<String> SLIPS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "- ",
            "\"",
            "'",
            "&a ",
            "*a",
            "!!int ",
            "0",
            "-1",
            "1e9",
            "..",
            " by ",
            "null",
            "ArcFace(",
            ")",
            " + ",
            "\n",
            "\t",
            "x",
            "auto",
            "99999999999999999999",
            "\u00e9",
            "#",
            "|",
            "schedule.rate");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"arcface-table2.yaml", "lfw-view1.yaml", "margin-sweep.yaml"})
    void giveAnExperimentOrProblems(String name) throws IOException {
        String text = Files.readString(Path.of("experiments", name)).replaceAll("(?m)^#.*\n", "");
        Random random = new Random(name.hashCode());
        Path file = folder.resolve(name);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            StringBuilder mutated = new StringBuilder(text);
            for (int slips = 1 + random.nextInt(3); slips > 0; slips--) {
                int at = random.nextInt(mutated.length());
                int removed = random.nextBoolean() ? random.nextInt(6) : 0;
                mutated.replace(at, Math.min(mutated.length(), at + removed), SLIPS.get(random.nextInt(SLIPS.size())));
            }
            Files.writeString(file, mutated);
            try {
                assertThat(ExperimentReader.read(file, List.of()).rows()).isNotEmpty();
            } catch (ProblemException e) {
                refused++;
                assertThat(e.problems())
                        .isNotEmpty()
                        .allMatch(problem -> problem.place().startsWith(file.toString()));
            }
        }
        assertThat(refused).isBetween(200, 399);
    }
}
