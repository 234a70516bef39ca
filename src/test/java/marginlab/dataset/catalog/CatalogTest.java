package marginlab.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.batch.TrainingSet;
import marginlab.dataset.reader.TestImages;
import marginlab.experiment.setting.Subset;
import marginlab.file.hash.Fingerprints;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogTest {
    private static final String ROW = """
            few:
              role: train
              format: recordio
              path: ${PLACE:-data}/few/train.rec
              images: 3
              source: https://example.org/few
              get: Ask for it.
            """;

    @TempDir
    private Path folder;

    @Test
    void readsTheShippedCatalog() {
        Catalog catalog = Catalog.read(Path.of("datasets.yaml"), Map.of(), new Fingerprints(null));
        assertThat(catalog.datasets())
                .extracting(Dataset::name)
                .contains(
                        "casia-webface",
                        "vggface2",
                        "ms1mv2",
                        "lfw",
                        "cfp-fp",
                        "agedb-30",
                        "calfw",
                        "cplfw",
                        "lfw-view1",
                        "lfw-view1-test",
                        "synthetic-faces",
                        "synthetic-plain",
                        "synthetic-profile",
                        "synthetic-age");
        assertThat(catalog.datasets()).allSatisfy(row -> {
            assertThat(row.origin().terms()).as(row.name()).isNotEmpty();
            assertThat(row.origin().get()).as(row.name()).isNotEmpty();
            assertThat(row.origin().source().isEmpty())
                    .as(row.name())
                    .isEqualTo(row.name().startsWith("synthetic-"));
        });
    }

    @Test
    void fillsVariablesInAndStartsFromItsOwnFolder() throws IOException {
        assertThat(catalog(ROW, Map.of()).dataset("few").path()).isEqualTo(folder.resolve("data/few/train.rec"));
        Path elsewhere = folder.resolve("else where");
        assertThat(catalog(ROW, Map.of("PLACE", elsewhere.toString()))
                        .dataset("few")
                        .path())
                .isEqualTo(elsewhere.resolve("few/train.rec"));
        // As in a shell: else the files would be looked for, and drawn, at the root of the disk.
        assertThat(catalog(ROW, Map.of("PLACE", "")).dataset("few").path())
                .isEqualTo(folder.resolve("data/few/train.rec"));
    }

    @Test
    void reportsAllProblemsAtOnceWithTheirPlaces() {
        String wrong = """
                a:
                  role: tran
                  format: bin
                  path: ${NOWHERE}/a.bin
                b b:
                  role: train
                  format: recordio
                  pth: x
                  images: -3
                c:
                  role: verify
                  format: lfw-pairs
                  path: c
                  download: [{address: "ftp://x", sha256: 12}]
                d:
                  role: train
                  format: bin
                  path: d.bin
                  generate: a
                  made-from: cc
                """;
        assertThatThrownBy(() -> catalog(wrong, Map.of()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.toString().replace(folder.toString(), ""))
                                .containsExactlyInAnyOrder(
                                        "/datasets.yaml:2:9: found the text 'tran'; expected one of train, verify, identify."
                                                + " Did you mean 'train'?",
                                        "/datasets.yaml:4:9: found the text '${NOWHERE}/a.bin'; expected environment variable"
                                                + " NOWHERE to be set. Or write ${NOWHERE:-folder}",
                                        "/datasets.yaml:5:1: found the text 'b b'; expected the name of a dataset: letters,"
                                                + " digits, dots, hyphens and underscores",
                                        "/datasets.yaml:5:1: found the text 'b b'; expected a row with 'path'",
                                        "/datasets.yaml:8:3: found the text 'pth'; expected a key of a dataset. Did you mean"
                                                + " 'path'?",
                                        "/datasets.yaml:9:11: found the number -3; expected a whole number of at least 0",
                                        "/datasets.yaml:10:1: found the text 'c'; expected a row with 'list', as format"
                                                + " lfw-pairs has one",
                                        "/datasets.yaml:14:14: found a map; expected a download with 'to'",
                                        "/datasets.yaml:14:24: found the text 'ftp://x'; expected an address that begins with"
                                                + " https://",
                                        "/datasets.yaml:14:43: found the number 12; expected 64 hexadecimal digits in lower"
                                                + " case",
                                        "/datasets.yaml:17:11: found the text 'bin'; expected a format for role train",
                                        "/datasets.yaml:20:14: found the text 'cc'; expected another row of this file. Did you"
                                                + " mean 'c'?"));
    }

    @Test
    void saysWhereAMissingDatasetComesFromAndHowToGetIt() throws IOException {
        Catalog catalog = catalog(ROW, Map.of());
        assertThatThrownBy(() -> new TrainingSets(catalog).open(List.of("few"), 1, Subset.ALL))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no " + folder.resolve("data/few/train.rec"))
                .hasMessageContaining("It comes from https://example.org/few. Ask for it.");
        assertThat(catalog.problem("few", "a.yaml:3:8").orElseThrow().toString())
                .startsWith("a.yaml:3:8: found dataset 'few' without ")
                .endsWith("Ask for it.");
        assertThat(catalog.problem("fwe", "a.yaml:3:8").orElseThrow().hint()).isEqualTo("Did you mean 'few'?");
    }

    @Test
    void opensWhatIsThere() throws IOException {
        TestImages.write(folder.resolve("data/few/train.rec"), 2, 1, 2).close();
        Catalog catalog = catalog(ROW, Map.of());
        assertThat(catalog.problem("few", "")).isEmpty();
        try (TrainingSet faces = new TrainingSets(catalog).open(List.of("few", "few"), 2, Subset.ALL)) {
            assertThat(faces.identities()).isEqualTo(2);
        }
        assertThatThrownBy(() -> catalog.verificationSet("few"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("expected a dataset with role verify");
    }

    @Test
    void leavesOutPeopleAndKnowsTheSetByThat() throws IOException {
        TestImages.write(folder.resolve("data/few/train.rec"), 2, 1, 2).close();
        String whole = catalog(ROW, Map.of()).fingerprint("few");
        Path list = Files.writeString(folder.resolve("drop.txt"), "0\n");
        Catalog catalog = catalog(ROW + "  drop-identities: drop.txt\n", Map.of());
        try (LabelledImages faces = catalog.faces("few")) {
            assertThat(faces.identities()).isEqualTo(1);
        }
        String rest = catalog.fingerprint("few");
        Files.writeString(list, "1\n");
        assertThat(List.of(whole, rest, catalog.fingerprint("few"))).doesNotHaveDuplicates();
        Files.delete(list);
        assertThatThrownBy(() -> catalog.faces("few")).hasMessageContaining("no " + list);
    }

    @Test
    void generatesOnFirstUseAndOnlyThen() throws IOException {
        String rows = "drawn: {role: train, format: recordio, path: drawn/train.rec, generate: pencil}\n"
                + "other: {role: train, format: recordio, path: other/train.rec, generate: brush}\n";
        AtomicInteger drawn = new AtomicInteger();
        Catalog catalog = catalog(rows, Map.of()).with("pencil", (target, from) -> {
            drawn.incrementAndGet();
            TestImages.write(target.resolve("train.rec"), 2, 1, 2).close();
        });
        assertThat(new DatasetInspector(catalog).list())
                .extracting(DatasetListing::state)
                .containsExactly(DatasetListing.DatasetState.GENERATED, DatasetListing.DatasetState.MISSING);
        assertThat(catalog.problem("drawn", "")).isEmpty();
        assertThat(catalog.problem("other", "")).isPresent();
        assertThat(catalog.fingerprint("drawn")).hasSize(64);
        catalog.faces("drawn").close();
        assertThat(drawn).hasValue(1);
        catalog.generate("drawn");
        assertThat(drawn).hasValue(2);
        assertThatThrownBy(() -> catalog.generate("other")).isInstanceOf(ProblemException.class);
    }

    private Catalog catalog(String rows, Map<String, String> environment) throws IOException {
        Path file = folder.resolve("datasets.yaml");
        Files.writeString(file, rows);
        return Catalog.read(file, environment, new Fingerprints(folder.resolve("fingerprints")));
    }
}
