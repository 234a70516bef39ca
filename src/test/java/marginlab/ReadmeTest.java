package marginlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import marginlab.command.Verbs;
import marginlab.data.Catalog;
import marginlab.data.Format;
import marginlab.experiment.Augmentation;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentReader;
import marginlab.experiment.Settings;
import marginlab.experiment.Subset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises is so. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    @TempDir
    Path folder;

    @Test
    void itsExperimentMeansTheRowsItSays() throws IOException {
        Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        assertThat(yaml.find()).isTrue();
        Path file = Files.writeString(folder.resolve("readme.yaml"), yaml.group(1));

        Experiment experiment = ExperimentReader.read(file, List.of());

        // 3 + 1 + 3 objectives under two gradients less the excluded row, 2 + 7 that have the exact one alone.
        assertThat(experiment.rows()).hasSize(7 * 2 - 1 + 9);
        assertThat(experiment.seeds()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void itsTrainingDataIsUnderstood() throws IOException {
        Matcher yaml =
                Pattern.compile("```yaml\n(train:.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        assertThat(yaml.find()).isTrue();
        Path file = Files.writeString(
                folder.resolve("data.yaml"), "name: data\nverify: lfw\nseeds: [1]\nlosses: [NS]\n" + yaml.group(1));

        Settings settings = ExperimentReader.read(file, List.of()).rows().get(0).settings();

        assertThat(settings.train()).containsExactly("casia-webface", "vggface2");
        assertThat(settings.subset()).isEqualTo(new Subset(5000, 1));
        assertThat(settings.augmentation()).isEqualTo(new Augmentation(0.2, 0.2, 0.2, 0, 0, 0));
    }

    @Test
    void everyDatasetHasItsPlaceInATable() throws IOException {
        String data = Files.readString(README).split("\n## Data\n")[1].split("\n## ")[0];
        assertThat(Catalog.read(Path.of("datasets.yaml")).datasets())
                .extracting(row -> "`" + row.name() + "`")
                .allSatisfy(name -> assertThat(data).contains(name));
        assertThat(Format.values())
                .extracting(Format::label)
                .allSatisfy(format -> assertThat(data + Files.readString(Path.of("datasets.yaml")))
                        .contains(format));
    }

    @Test
    void everyShippedExperimentIsInItsTable() throws IOException {
        String text = Files.readString(README);
        try (Stream<Path> files = Files.list(Path.of("experiments"))) {
            assertThat(files.map(file -> "`" + file.getFileName() + "`").toList())
                    .allSatisfy(name -> assertThat(text).contains(name));
        }
    }

    @Test
    void itsTableIsThatOfTheExample() throws IOException {
        List<String> example = Files.readAllLines(Path.of("reports/example/table.md")).stream()
                .map(line -> line.replaceAll("\\*\\*|</?ins>", ""))
                .map(line -> line.replaceFirst("^(\\| [^|]+) \\| 16 \\| (shuffle|16 x 4)", "$1"))
                .toList();
        List<String> rows = Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("| ") && line.endsWith("(3) |"))
                .toList();

        assertThat(rows).hasSize(5);
        assertThat(example).containsAll(rows);
    }

    @Test
    void everyVerbItNamesIsThere() throws IOException {
        Matcher verbs = Pattern.compile("(?m)^\\| `([a-z]+)")
                .matcher(Files.readString(README).split("## Verbs")[1].split("## Long sweeps")[0]);

        assertThat(verbs.results().map(match -> match.group(1)).toList())
                .isNotEmpty()
                .allSatisfy(verb ->
                        assertThat(Verbs.line(Map.of()).getSubcommands()).containsKey(verb));
    }

    @Test
    void continuousIntegrationRunsItsTestCommand() throws IOException {
        assertThat(Files.readString(README)).contains("    mvn -q verify\n");
        assertThat(Files.readString(Path.of(".ci/run"))).containsPattern("(?m)^mvn (-B )?verify$");
    }
}
