package marginlab.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import marginlab.dataset.pack.RecordIoWriter;
import marginlab.dataset.reader.TestImages;
import marginlab.file.hash.Fingerprints;
import marginlab.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the sets of a catalog, and whether they are whole. */
final class DatasetInspectorTest {
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
    void listsWhatIsThereMissingAndBroken() throws IOException {
        Catalog catalog = catalog(ROW, Map.of());
        DatasetInspector inspector = new DatasetInspector(catalog);
        assertThat(inspector.list().get(0).state()).isEqualTo(DatasetListing.DatasetState.MISSING);
        assertThat(inspector.list().get(0).counts().images()).isEqualTo(OptionalLong.of(3));
        TestImages.write(folder.resolve("data/few/train.rec"), 2, 1, 2).close();
        assertThat(inspector.list().get(0).state()).isEqualTo(DatasetListing.DatasetState.READY);
        assertThat(inspector.list().get(0).counts().identities()).isEqualTo(OptionalLong.of(2));
        Files.writeString(folder.resolve("data/few/property"), "nonsense");
        assertThat(inspector.list().get(0).state()).isEqualTo(DatasetListing.DatasetState.BROKEN);
        assertThat(inspector.list().get(0).detail()).contains("classes,height,width");
    }

    @Test
    void checksCountsAndImages() throws IOException {
        TestImages.write(folder.resolve("data/few/train.rec"), 2, 1, 2).close();
        DatasetCheck whole = new DatasetInspector(catalog(ROW, Map.of())).check("few", true, Progress.none());
        assertThat(whole.isWhole()).isTrue();
        assertThat(whole.decoded()).isEqualTo(3);
        assertThat(whole.fingerprint()).hasSize(64);
        try (RecordIoWriter writer = new RecordIoWriter(folder.resolve("data/few/train.rec"), 2, 2)) {
            writer.write(0, TestImages.exact(2, 0));
            writer.write(1, new byte[] {1});
            writer.commit();
        }
        DatasetCheck broken = new DatasetInspector(catalog(ROW, Map.of())).check("few", false, Progress.none());
        assertThat(broken.decoded()).isEqualTo(1);
        assertThat(broken.problems()).hasSize(2);
        assertThat(broken.problems().get(0).place()).contains("train.rec key 2 at byte ");
        assertThat(broken.problems().get(1).found()).isEqualTo("2 images");
    }

    @Test
    void callsASetWholeOnlyWhenEveryImageWasDecoded() throws IOException {
        Path rec = folder.resolve("data/few/train.rec");
        try (RecordIoWriter writer = new RecordIoWriter(rec, 2, 2)) {
            for (int i = 0; i < 1500; i++) {
                // A sample of 1,000 spread over 1,500 images takes 0, 1, 3, 4, 6, ... and not the second.
                writer.write(i < 700 ? 0 : 1, i == 2 ? new byte[] {1} : TestImages.exact(2, 0));
            }
            writer.commit();
        }
        DatasetInspector inspector = new DatasetInspector(
                catalog("few: {role: train, format: recordio, path: %s}".formatted(rec), Map.of()));
        DatasetCheck sample = inspector.check("few", false, Progress.none());
        assertThat(sample.problems()).isEmpty();
        assertThat(sample.decoded()).isEqualTo(1000);
        assertThat(sample.isSample()).isTrue();
        assertThat(sample.isWhole()).isFalse();
        DatasetCheck all = inspector.check("few", true, Progress.none());
        assertThat(all.problems()).hasSize(1);
        assertThat(all.isWhole()).isFalse();
    }

    @Test
    void admitsTheCountsOfOtherEditions() throws IOException {
        TestImages.write(folder.resolve("data/few/train.rec"), 2, 1, 1).close();
        Catalog catalog = catalog(ROW + "  editions: [{images: 4}, {images: 2}]\n", Map.of());
        assertThat(new DatasetInspector(catalog)
                        .check("few", true, Progress.none())
                        .problems())
                .isEmpty();
        Catalog other = catalog(ROW + "  editions: [{images: 4}]\n", Map.of());
        assertThat(new DatasetInspector(other)
                        .check("few", true, Progress.none())
                        .problems())
                .extracting(problem -> problem.found())
                .containsExactly("2 images");
    }

    private Catalog catalog(String rows, Map<String, String> environment) throws IOException {
        Path file = folder.resolve("datasets.yaml");
        Files.writeString(file, rows);
        return Catalog.read(file, environment, new Fingerprints(folder.resolve("fingerprints")));
    }
}
