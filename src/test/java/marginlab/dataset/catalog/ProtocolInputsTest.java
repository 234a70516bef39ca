package marginlab.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import marginlab.dataset.reader.TestImages;
import marginlab.file.hash.Fingerprints;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a row of the catalog says that its protocol needs beside it. */
class ProtocolInputsTest {
    private static final String ROWS = """
            probes:
              role: identify
              format: templates
              path: faces
              list: probes.csv
              protocol: megaface
              sets: {gallery: others}
              lists: {probe-noise: '${NOISE:-noise.txt}'}
            others: {role: identify, format: templates, path: faces, list: others.csv}
            """;

    @TempDir
    private Path folder;

    private Catalog catalog(String rows) throws IOException {
        return Catalog.read(Files.writeString(folder.resolve("datasets.yaml"), rows), Map.of(), new Fingerprints(null));
    }

    private void write() throws IOException {
        Files.createDirectories(folder.resolve("faces"));
        Files.write(folder.resolve("faces/1.png"), TestImages.plain(8, 0x123456));
        Files.write(folder.resolve("faces/2.png"), TestImages.plain(8, 0x654321));
        Files.writeString(folder.resolve("probes.csv"), "image,template,media,subject\n1.png,a,0,1\n");
        Files.writeString(folder.resolve("others.csv"), "image,template,media,subject\n2.png,b,0,-1\n");
        Files.writeString(folder.resolve("noise.txt"), "0\n");
    }

    @Test
    void isReadWithItsRow() throws IOException {
        Dataset row = catalog(ROWS).dataset("probes");

        assertThat(row.protocol()).isEqualTo("megaface");
        assertThat(row.beside().sets()).isEqualTo(Map.of("gallery", "others"));
        assertThat(row.beside().lists()).isEqualTo(Map.of("probe-noise", folder.resolve("noise.txt")));
    }

    /** A figure belongs to all that it was made from; what was embedded, to the set's own files. */
    @Test
    void isPartOfWhatAFigureIsOfAndNotOfWhatIsEmbedded() throws IOException {
        write();
        Catalog catalog = catalog(ROWS);
        String whole = catalog.fingerprint("probes");
        String own = catalog.content("probes");

        Files.writeString(folder.resolve("noise.txt"), "");
        String cleaner = catalog.fingerprint("probes");
        Files.writeString(folder.resolve("others.csv"), "image,template,media,subject\n2.png,c,0,-1\n");
        String otherGallery = catalog.fingerprint("probes");

        assertThat(cleaner).hasSize(64).isNotEqualTo(whole);
        assertThat(otherGallery).isNotEqualTo(cleaner);
        assertThat(catalog.content("probes")).isEqualTo(own);
        assertThat(catalog.fingerprint("others")).isEqualTo(catalog.content("others"));
    }

    @Test
    void isRefusedWhereItNamesNoRowOrNoMap() {
        assertThatThrownBy(() -> catalog(ROWS.replace("gallery: others", "gallery: otehrs")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("datasets.yaml:7:19: found the text 'otehrs'; expected another row of this file")
                .hasMessageContaining("Did you mean 'others'?");
        assertThatThrownBy(() -> catalog(ROWS.replace("{gallery: others}", "others")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a map such as {gallery: NAME}");
    }

    @Test
    void givesWayToWhatIsSaidOverIt() {
        ProtocolInputs row = new ProtocolInputs(Map.of("gallery", "a", "people", "b"), Map.of());

        ProtocolInputs said =
                new ProtocolInputs(Map.of("gallery", "c"), Map.of("probe-noise", Path.of("n.txt"))).or(row);

        assertThat(said.sets()).isEqualTo(Map.of("gallery", "c", "people", "b"));
        assertThat(said.lists()).containsOnlyKeys("probe-noise");
    }
}
