package marginlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.command.Verbs;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.experiment.Experiment;
import marginlab.experiment.setting.Augmentation;
import marginlab.experiment.setting.DatasetMention;
import marginlab.experiment.setting.Settings;
import marginlab.experiment.setting.Subset;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.loss.TermKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README and the pages of the documentation promise is so. */
class DocumentationTest {
    private static final Path README = Path.of("README.md");
    private static final Path PAGES = Path.of("src/site/markdown");

    @TempDir
    Path folder;

    @Test
    void itsExperimentMeansTheRowsItSays() throws IOException {
        Experiment experiment = ExperimentReader.read(firstSnippet(README), List.of());

        // Softmax, NS, three of ArcFace and three sums.
        assertThat(experiment.rows()).hasSize(8);
        assertThat(experiment.seeds()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void theExperimentOfTheirPageMeansTheRowsItSays() throws IOException {
        Experiment experiment = ExperimentReader.read(firstSnippet(PAGES.resolve("experiments.md")), List.of());

        // 3 + 1 + 3 objectives under two gradients less the excluded row, 2 + 7 that have the exact one alone.
        assertThat(experiment.rows()).hasSize(7 * 2 - 1 + 9);
        assertThat(experiment.seeds()).containsExactly(1L, 2L, 3L);
    }

    /** What begins with a name is whole: somebody copies it and runs it. */
    @Test
    void theExperimentsOfThePagesNameSetsThatThereAre() throws IOException {
        Set<String> sets =
                Catalog.read(Files.copy(Path.of("datasets.yaml"), folder.resolve("datasets.yaml"))).datasets().stream()
                        .map(row -> row.name())
                        .collect(Collectors.toSet());
        List<Path> pages = new ArrayList<>(List.of(README));
        try (Stream<Path> all = Files.list(PAGES)) {
            all.forEach(pages::add);
        }
        int count = 0;
        for (Path page : pages) {
            Matcher snippets =
                    Pattern.compile("```yaml\n(name:.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
            while (snippets.find()) {
                count++;
                Path file = Files.writeString(folder.resolve("snippet.yaml"), snippets.group(1));
                Files.writeString(folder.resolve("m.onnx"), "");
                assertThat(ExperimentReader.read(file, List.of()).mentions())
                        .as(page.toString())
                        .extracting(DatasetMention::name)
                        .isSubsetOf(sets);
            }
        }
        assertThat(count).isGreaterThan(2);
    }

    @Test
    void theTrainingDataOfThePageIsUnderstood() throws IOException {
        Matcher yaml =
                Pattern.compile("```yaml\n(train:.*?)```", Pattern.DOTALL).matcher(page("data"));
        assertThat(yaml.find()).isTrue();
        Path file = Files.writeString(
                folder.resolve("data.yaml"), "name: data\nverify: lfw\nseeds: [1]\nlosses: [NS]\n" + yaml.group(1));

        Settings settings = ExperimentReader.read(file, List.of()).rows().get(0).settings();

        assertThat(settings.train()).containsExactly("casia-webface", "vggface2");
        assertThat(settings.subset()).isEqualTo(new Subset(5000, 1));
        assertThat(settings.augmentation()).isEqualTo(new Augmentation(0.2, 0.2, 0.2, 0, 0, 0));
    }

    @Test
    void everyDatasetHasItsPlaceInATable(@TempDir Path folder) throws IOException {
        String data = page("data");
        // A copy: those of somebody's own, in datasets.d beside the original, are not shipped.
        Path shipped = Files.copy(Path.of("datasets.yaml"), folder.resolve("datasets.yaml"));
        assertThat(Catalog.read(shipped).datasets())
                .extracting(row -> "`" + row.name() + "`")
                .allSatisfy(name -> assertThat(data).contains(name));
        assertThat(DatasetFormat.values())
                .extracting(DatasetFormat::label)
                .allSatisfy(format -> assertThat(data + Files.readString(Path.of("datasets.yaml")))
                        .contains(format));
    }

    @Test
    void everyShippedExperimentIsInTheTableOfItsPage() throws IOException {
        String text = page("experiments");
        try (Stream<Path> files = Files.list(Path.of("experiments"))) {
            assertThat(files.filter(DocumentationTest::isShipped)
                            .map(file -> "`" + file.getFileName() + "`")
                            .toList())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(text).contains(name));
        }
    }

    /** A checkout in which somebody ran {@code init} on faces of their own is still whole. */
    private static boolean isShipped(Path experiment) {
        try {
            return !Files.readString(experiment).startsWith("# Written by 'init'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itsTableIsThatOfTheExample() throws IOException {
        List<String> example = Files.readAllLines(Path.of("reports/example/table.md")).stream()
                .map(line -> line.replaceAll("\\*\\*|</?ins>", ""))
                .map(line -> line.replaceFirst("^(\\| [^|]+) \\| (shuffle|16 x 4)", "$1"))
                .toList();
        List<String> rows = Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("| ") && line.endsWith("(4) |"))
                .toList();

        assertThat(rows).hasSize(5);
        assertThat(example).containsAll(rows);
    }

    @Test
    void everyVerbOfThePageIsThere() throws IOException {
        Matcher verbs = Pattern.compile("(?m)^\\| `([a-z]+)").matcher(page("verbs"));

        assertThat(verbs.results().map(match -> match.group(1)).toList())
                .isNotEmpty()
                .allSatisfy(verb -> assertThat(Verbs.line(Main.class, Map.of()).getSubcommands())
                        .containsKey(verb));
    }

    @Test
    void continuousIntegrationRunsItsTestCommand() throws IOException {
        assertThat(Files.readString(README)).contains("    mvn -q verify\n");
        assertThat(Files.readString(Path.of(".ci/run"))).containsPattern("(?m)^alone mvn (-B )?verify$");
    }

    /** A gate that may be inconclusive keeps nothing from falling. */
    @Test
    void continuousIntegrationAcceptsNothingButAPassedGate() throws IOException {
        assertThat(Files.readString(Path.of(".ci/run")))
                .startsWith("#!/usr/bin/env bash\n")
                .contains("\nset -euo pipefail\n")
                .containsPattern("(?m)^alone ./marginlab check .*\\\\\n  --junit target/gate.xml$");
    }

    @Test
    void theReadmeFitsOnTwoScreens() throws IOException {
        assertThat(Files.size(README)).isLessThan(10_000);
    }

    @Test
    void everyLinkOfADocumentLeadsToAFile() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(README, Path.of("CONTRIBUTING.md")));
        try (Stream<Path> pages = Files.list(PAGES)) {
            pages.filter(page -> page.toString().endsWith(".md")).forEach(documents::add);
        }
        for (Path document : documents) {
            Matcher links = Pattern.compile("]\\(([^)#:]+)\\)").matcher(Files.readString(document));
            assertThat(links.results().map(link -> link.group(1)).toList())
                    .as(document.toString())
                    .allSatisfy(
                            link -> assertThat(document.resolveSibling(link)).exists());
        }
    }

    /** Names that begin with "My" or "Mine" are the reader's own. */
    @Test
    void everyFileThatAPageNamesIsThere() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.toList()) {
                Matcher names = Pattern.compile("`(src/[\\w./-]+)`").matcher(Files.readString(page));
                assertThat(names.results().map(name -> name.group(1)))
                        .filteredOn(name -> !name.matches(".*/(My|Mine)\\w*\\.java"))
                        .as(page.toString())
                        .allSatisfy(name -> assertThat(Path.of(name)).exists());
            }
        }
    }

    @Test
    void everyPageIsReachedFromTheReadmeAndTheMenu() throws IOException {
        String readme = Files.readString(README);
        String menu = Files.readString(Path.of("src/site/site.xml"));
        try (Stream<Path> pages = Files.list(PAGES)) {
            List<String> names = pages.map(page -> page.getFileName().toString().replace(".md", ""))
                    .filter(name -> !name.equals("index"))
                    .toList();
            assertThat(names).isNotEmpty().allSatisfy(name -> {
                assertThat(menu).contains("\"" + name + ".html\"");
                assertThat(readme + page("architecture")).contains(name + ".md)");
            });
        }
    }

    private static String page(String name) throws IOException {
        return Files.readString(PAGES.resolve(name + ".md"));
    }

    /** The first block of YAML in a document, as a file. */
    private Path firstSnippet(Path document) throws IOException {
        Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(document));
        assertThat(yaml.find()).isTrue();
        return Files.writeString(folder.resolve("snippet.yaml"), yaml.group(1));
    }

    @Test
    void theNumberOfLossesIsRight() throws IOException {
        assertThat(Path.of("src/site/markdown/losses.md"))
                .content()
                .contains("lists all " + TermKind.values().length + " of them");
    }
}
