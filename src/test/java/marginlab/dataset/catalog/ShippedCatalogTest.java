package marginlab.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.reader.TestImages;
import marginlab.file.hash.Fingerprints;
import marginlab.image.decode.EncodedImages;
import marginlab.problem.Problem;
import marginlab.progress.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the shipped catalog finds and reads its dataset as soon as its files are there. */
final class ShippedCatalogTest {
    private Catalog catalog;

    @TempDir
    private Path folder;

    @BeforeEach
    void readsTheCatalog() {
        catalog = read(folder);
    }

    static Stream<String> names() {
        return read(Path.of("data")).datasets().stream()
                .filter(row -> row.format() != DatasetFormat.SYNTHETIC)
                .map(Dataset::name);
    }

    private static Catalog read(Path data) {
        return Catalog.read(
                Path.of("datasets.yaml"), Map.of("MARGINLAB_DATA", data.toString()), new Fingerprints(null));
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsFilesOfItsLayout(String name) throws IOException {
        DatasetInspector inspector = new DatasetInspector(catalog);
        assertThat(inspector.look(name).state()).isEqualTo(DatasetListing.DatasetState.MISSING);

        DatasetLayouts.write(catalog.dataset(name));

        assertThat(inspector.look(name)).satisfies(listing -> {
            assertThat(listing.state().isThere()).as(listing.detail()).isTrue();
            assertThat(listing.counts().images().orElseThrow()).isPositive();
        });
        DatasetCheck report = inspector.check(name, true, Progress.none());
        assertThat((long) report.decoded()).isEqualTo(report.counts().images().orElseThrow());
        // The sets are small; nothing else may be wrong with them.
        assertThat(report.problems())
                .allSatisfy(problem -> assertThat(problem.expected()).endsWith("as published"));
        assertThat(catalog.fingerprint(name)).hasSize(64);
        try (EncodedImages images = catalog.images(name)) {
            assertThat(images.encoded(0)).isNotEmpty();
        }
    }

    /** Three images each; of iQIYI-VID in two videos. */
    @ParameterizedTest
    @CsvSource({
        "megaface, 3 images",
        "trillion-pairs, 3 images",
        "iqiyi-vid, 2 videos",
        "iqiyi-vid-train, 2 videos",
        "ijb-c, 2 pairs",
        "ytf, 2 pairs",
        "lfw, 2 pairs"
    })
    void doesNotCallAFragmentWhole(String name, String found) throws IOException {
        DatasetLayouts.write(catalog.dataset(name));
        DatasetInspector inspector = new DatasetInspector(catalog);
        assertThat(inspector.check(name, true, Progress.none()).problems())
                .extracting(Problem::found)
                .containsExactly(found);
        assertThat(inspector.look(name).state()).isEqualTo(DatasetListing.DatasetState.UNEQUAL);
        assertThat(inspector.look(name).detail()).contains("found " + found);
    }

    /** Two people with two images and one, of whom the second is left. */
    @Test
    void comparesWithWhatWasPublishedBeforeItLeavesPeopleOut() throws IOException {
        Path rec = folder.resolve("train.rec");
        Path drop = Files.writeString(folder.resolve("drop.txt"), "0\n");
        Path file = folder.resolve("dropping.yaml");
        Files.writeString(
                file,
                "{faces: {role: train, format: recordio, path: " + rec + ", drop-identities: " + drop
                        + ", identities: 2, images: 3}}");
        Catalog dropping = Catalog.read(file, Map.of(), new Fingerprints(null));
        DatasetLayouts.write(dropping.dataset("faces"));
        DatasetCheck report = new DatasetInspector(dropping).check("faces", true, Progress.none());
        // The published counts are met; that one person is left is another matter.
        assertThat(report.problems()).extracting(Problem::found).containsExactly("1 identity");
        assertThat(report.counts().identities()).hasValue(1);
        assertThat(report.counts().images()).hasValue(1);
    }

    @Test
    void knowsCfpByItsImagesAndNotByItsListsAlone() throws IOException {
        Dataset row = catalog.dataset("cfp-ff");
        DatasetLayouts.write(row);
        String before = catalog.fingerprint("cfp-ff");
        Files.write(row.path().resolveSibling("Data/Images/001/frontal/01.jpg"), TestImages.plain(8, 0x123456));
        assertThat(catalog.fingerprint("cfp-ff")).isNotEqualTo(before);
    }

    @Test
    void knowsIjbByTheListOfPointsAsWell() throws IOException {
        Dataset row = catalog.dataset("ijb-c");
        DatasetLayouts.write(row);
        String before = catalog.fingerprint("ijb-c");
        Path points = row.list().resolve("ijbx_name_5pts_score.txt");
        Files.writeString(points, Files.readString(points).replace("2.jpg 2 3", "2.jpg 2 4"));
        String moved = catalog.fingerprint("ijb-c");
        Files.delete(points);
        assertThat(List.of(before, moved, catalog.fingerprint("ijb-c"))).doesNotHaveDuplicates();
    }

    /** As many people as MS1MV2, any image of them, and nothing on the disk. */
    @Test
    void drawsAsManyPeopleAsThereAreInMs1mv2() {
        try (LabelledImages faces = catalog.faces("synthetic-85k")) {
            assertThat(faces.identities()).isEqualTo(85_742);
            assertThat(faces.size()).isEqualTo(68 * 85_742);
            assertThat(faces.label(faces.size() - 1)).isEqualTo(85_741);
            assertThat(faces.encoded(faces.size() - 1)).isNotEmpty();
        }
        assertThat(catalog.fingerprint("synthetic-85k")).hasSize(64).isNotEqualTo(catalog.fingerprint("synthetic-10k"));
        assertThat(new DatasetInspector(catalog).look("synthetic-85k").state())
                .isEqualTo(DatasetListing.DatasetState.READY);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void hasEveryDatasetOfThePaperWithWhatWasPublished() {
        assertThat(catalog.datasets())
                .extracting(Dataset::name)
                .contains(
                        "casia-webface",
                        "vggface2",
                        "ms1mv2",
                        "ms1m-deepglint",
                        "asian-deepglint",
                        "lfw",
                        "cfp-fp",
                        "agedb-30",
                        "cplfw",
                        "calfw",
                        "ytf",
                        "megaface",
                        "ijb-b",
                        "ijb-c",
                        "trillion-pairs",
                        "iqiyi-vid",
                        "cfp-ff",
                        "glint360k",
                        "ms1mv3",
                        "synthetic-faces",
                        "lfw-view1");
        assertThat(catalog.datasets().stream().filter(row -> !row.name().startsWith("synthetic-")))
                .allSatisfy(row -> {
                    assertThat(row.origin().terms()).as(row.name()).isNotEmpty();
                    assertThat(row.origin().source()).as(row.name()).startsWith("http");
                    assertThat(row.origin().get()).as(row.name()).isNotEmpty();
                    assertThat(
                                    row.role() == DatasetRole.VERIFY
                                            ? row.counts().pairs()
                                            : row.counts().identities())
                            .as(row.name())
                            .isPresent();
                });
    }
}
