package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.Dataset;
import marginlab.dataset.catalog.DatasetCheck;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.dataset.catalog.DatasetInspector;
import marginlab.dataset.catalog.DatasetLayouts;
import marginlab.file.FolderContent;
import marginlab.file.hash.Fingerprints;
import marginlab.image.decode.EncodedImages;
import marginlab.image.folder.FolderCensus;
import marginlab.image.folder.SkippedEntries;
import marginlab.problem.ProblemException;
import marginlab.progress.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Everything in a dataset's folder is used, counted, or a problem, whatever its format. */
final class FolderCensusTest {
    @TempDir
    private Path temporary;

    /** Not the temporary folder itself, whose name may begin with a dot. */
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("faces"));
    }

    @Test
    void countsEachKindOfWhatIsNotUsed() throws IOException {
        write(
                "Ada/1.jpg",
                "Ada/2.webp",
                "Bo/1.bmp",
                "loose.png",
                "readme.txt",
                "Ada/film.mp4",
                "Cy/1.gif",
                "Cy/2.HEIC");
        write(".DS_Store", "Ada/._1.jpg", "Thumbs.db", "__MACOSX/Ada/1.jpg", "__MACOSX/Ada/2.jpg");
        Files.createDirectories(folder.resolve("Nobody"));
        try (LabelledImages faces = FolderReader.open(folder)) {
            assertThat(FolderCensus.of(folder, faces.files(), true).stream().map(SkippedEntries::text))
                    .containsExactly(
                            "4 hidden or system entries (.DS_Store, Ada/._1.jpg, Thumbs.db, ...)",
                            "2 images of kinds that are not read (Cy/1.gif, Cy/2.HEIC)",
                            "1 image outside the people's folders (loose.png)",
                            "2 folders without an image that is read (Cy, Nobody)",
                            "2 files that are no images (Ada/film.mp4, readme.txt)");
        }
    }

    @Test
    void countsNothingWhereAllIsUsed() throws IOException {
        write("Greek/alpha/1.png", "Greek/beta/1.png");
        try (LabelledImages faces = FolderReader.open(folder)) {
            assertThat(FolderCensus.of(folder, faces.files(), true)).isEmpty();
        }
    }

    @Test
    void countsWhatNoListNames() throws IOException {
        write("1.jpg", "2.jpg", "3.jpg", "4.jpg", "pairs.txt", "notes.txt");
        Path list = folder.resolve("pairs.txt");
        Files.writeString(list, "1.jpg 2.jpg 1\n1.jpg 1.jpg 0\n");
        Catalog catalog = catalog("pairs: {role: verify, format: pair-list, path: faces, list: faces/pairs.txt}\n");
        assertThat(catalog.passedOver("pairs").stream().map(SkippedEntries::text))
                .containsExactly("2 images that no list names (3.jpg, 4.jpg)", "1 file that is no image (notes.txt)");
    }

    /** In every format that has a folder of images; and what a dataset is known by does not change. */
    @ParameterizedTest
    @EnumSource(
            value = DatasetFormat.class,
            mode = Mode.EXCLUDE,
            names = {"SYNTHETIC", "RECORDIO", "BIN"})
    void passesOverSystemEntriesInEveryFormat(DatasetFormat format) throws IOException {
        Path path = temporary.resolve(format.label().startsWith("cfp") ? "cfp/Protocol" : "images");
        String list = format.needsList()
                ? ", list: " + (format == DatasetFormat.IJB || format == DatasetFormat.MEGAFACE ? "lists" : "list.txt")
                : "";
        Catalog catalog = catalog("set: {role: %s, format: %s, path: %s%s}%n"
                .formatted(format.role().label(), format.label(), temporary.relativize(path), list));
        Dataset row = catalog.dataset("set");
        DatasetLayouts.write(row);
        DatasetCheck before = new DatasetInspector(catalog).check("set", true, Progress.none());
        // CFP's other profiles or frontals are in no pair of a list.
        assertThat(before.passedOver().stream().map(SkippedEntries::kind))
                .isSubsetOf(format.label().startsWith("cfp") ? List.of(SkippedEntries.Kind.UNLISTED) : List.of());
        List<Path> images = images(row);
        for (Path image : images) {
            Files.write(image.resolveSibling("._" + image.getFileName()), new byte[] {0, 5, 22, 7});
        }
        Path home = row.format().folder(row).orElseThrow();
        Files.createDirectories(home.resolve("__MACOSX"));
        Files.copy(images.get(0), home.resolve("__MACOSX/1.jpg"));
        Files.write(home.resolve("Thumbs.db"), new byte[9]);
        if (Files.isDirectory(temporary.resolve("lists"))) {
            for (Path one : FolderContent.of(temporary.resolve("lists"))) {
                Files.write(one.resolveSibling("._" + one.getFileName()), new byte[] {0, 5, 22, 7});
            }
        }
        DatasetCheck after = new DatasetInspector(catalog).check("set", true, Progress.none());
        assertThat(after.problems()).isEmpty();
        assertThat(after.counts()).isEqualTo(before.counts());
        assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
        assertThat(after.passedOver())
                .containsAll(before.passedOver())
                .hasSize(before.passedOver().size() + 1);
        assertThat(after.passedOver())
                .first()
                .satisfies(some -> assertThat(some.kind()).isEqualTo(SkippedEntries.Kind.SYSTEM))
                .satisfies(some -> assertThat(some.count()).isEqualTo(images.size() + 2));
    }

    @Test
    void makesAProblemOfAListThatNamesASystemEntry() throws IOException {
        write("1.jpg", "._1.jpg", ".trash/2.jpg");
        Path list = Files.writeString(temporary.resolve("list.txt"), "1.jpg 0\n._1.jpg 0\n.trash/2.jpg 1\n");
        assertThatThrownBy(() -> ListReader.open(folder, list))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("list.txt:2: found '._1.jpg 0'; expected files, not hidden or system entries")
                .hasMessageContaining("list.txt:3: found '.trash/2.jpg 1'");
    }

    @Test
    void makesAProblemOfImagesThatNothingReads() throws IOException {
        write("Ada/2.gif", "Ada/3.tiff", "Bea/1.png");
        Files.write(folder.resolve("Ada/1.png"), TestImages.exact(8, 0x102030));
        Files.write(folder.resolve("Bea/1.png"), TestImages.exact(8, 0x302010));
        DatasetCheck report = new DatasetInspector(catalog("f: {role: train, format: folder, path: faces}\n"))
                .check("f", true, Progress.none());
        assertThat(report.problems().stream().map(Object::toString))
                .singleElement()
                .asString()
                .contains(
                        "2 images of kinds that are not read (Ada/2.gif, Ada/3.tiff); expected JPEG, PNG, WebP or BMP");
    }

    /** A home of dots, as caches have them, is no hidden entry of the dataset. */
    @Test
    void readsAFolderThatIsHiddenItself() throws IOException {
        Path hidden = Files.createDirectories(temporary.resolve(".cache/faces/Ada"));
        Files.writeString(hidden.resolve("1.jpg"), "");
        try (LabelledImages faces = FolderReader.open(hidden.getParent())) {
            assertThat(faces.size()).isEqualTo(1);
            assertThat(FolderCensus.of(hidden.getParent(), faces.files(), true)).isEmpty();
        }
    }

    private static List<Path> images(Dataset row) {
        try (EncodedImages images = switch (row.role()) {
            case TRAIN -> row.openFaces();
            case VERIFY -> row.format().openPairs(row).images();
            case IDENTIFY -> row.format().openTemplates(row).images();
        }) {
            return images.files();
        }
    }

    private Catalog catalog(String rows) throws IOException {
        Path file = Files.writeString(temporary.resolve("datasets.yaml"), rows);
        return Catalog.read(file, Map.of(), new Fingerprints(temporary.resolve("prints")));
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }
}
