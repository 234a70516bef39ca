package marginlab.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import marginlab.file.hash.Fingerprints;
import marginlab.image.decode.EncodedImages;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two rows that do not hold the same have two fingerprints, and what stored runs know a dataset by stays. */
final class DatasetFingerprintTest {
    @TempDir
    private Path folder;

    /** A row of its own for each test, over files in this folder. */
    private String row(DatasetFormat format, String path, String... more) {
        return "{role: " + format.role().label() + ", format: " + format.label() + ", path: " + folder.resolve(path)
                + Stream.of(more).map(", "::concat).reduce("", String::concat) + "}";
    }

    private String written(DatasetFormat format) {
        return row(format, path(format), "list: " + folder.resolve("list"), "identities: 4, images: 8");
    }

    private static String path(DatasetFormat format) {
        return switch (format) {
            case RECORDIO -> "train.rec";
            case BIN -> "pairs.bin";
            case CFP_FF, CFP_FP -> "Protocol";
            default -> "images";
        };
    }

    private Catalog catalog(String row) throws IOException {
        Path file = Files.writeString(folder.resolve("datasets.yaml"), "row: " + row);
        return Catalog.read(file, Map.of(), new Fingerprints(folder.resolve("kept")));
    }

    private String fingerprint(String row) throws IOException {
        return catalog(row).fingerprint("row");
    }

    private void write(DatasetFormat format) throws IOException {
        DatasetLayouts.write(catalog(written(format)).dataset("row"));
    }

    private static boolean reads(Catalog catalog) {
        try (EncodedImages images = catalog.images("row")) {
            return images.size() > 0;
        } catch (ProblemException e) {
            return false;
        }
    }

    /** Each format's files with every other format of its role: another fingerprint, or they cannot be read so. */
    @ParameterizedTest
    @EnumSource(DatasetFormat.class)
    void sameFilesReadAnotherWayAreAnotherDataset(DatasetFormat format) throws IOException {
        write(format);
        Catalog own = catalog(written(format));
        assertThat(reads(own)).isTrue();
        String known = own.fingerprint("row");
        for (DatasetFormat other : DatasetFormat.values()) {
            if (other != format && other.role() == format.role()) {
                String path = other == DatasetFormat.SYNTHETIC ? "images" : path(format);
                Catalog read = catalog(row(other, path, "list: " + folder.resolve("list"), "identities: 4, images: 8"));
                assertThat(reads(read) && read.fingerprint("row").equals(known))
                        .as("%s read as %s", format.label(), other.label())
                        .isFalse();
            }
        }
    }

    static Stream<DatasetFormat> listed() {
        return Arrays.stream(DatasetFormat.values()).filter(DatasetFormat::needsList);
    }

    /** As LFW's folder has pairs.txt and pairsDevTest.txt. */
    @ParameterizedTest
    @MethodSource("listed")
    void twoListsInOneFolderAreTwoDatasets(DatasetFormat format) throws IOException {
        write(format);
        Path images = folder.resolve("images");
        Path one = Files.move(folder.resolve("list"), images.resolve("one"));
        Path two = images.resolve("two");
        if (Files.isDirectory(one)) {
            Files.createDirectory(two);
            Files.writeString(two.resolve("other.txt"), "1");
        } else {
            Files.writeString(two, "another list");
        }

        assertThat(fingerprint(row(format, "images", "list: " + one)))
                .isNotEqualTo(fingerprint(row(format, "images", "list: " + two)));
    }

    static Stream<DatasetFormat> trained() {
        return Arrays.stream(DatasetFormat.values()).filter(format -> format.role() == DatasetRole.TRAIN);
    }

    /** Nobody is left out, and one or another person, by lists outside of the dataset and in its folder. */
    @ParameterizedTest
    @MethodSource("trained")
    void whoIsLeftOutMakesAnotherDataset(DatasetFormat format) throws IOException {
        write(format);
        Path inside = Files.createDirectories(folder.resolve("images"));
        List<Path> lists = List.of(
                folder.resolve("first.txt"),
                folder.resolve("second.txt"),
                inside.resolve("third.txt"),
                inside.resolve("fourth.txt"));
        for (int i = 0; i < lists.size(); i++) {
            Files.writeString(lists.get(i), i + "\n");
        }
        String row = written(format).replaceFirst("}$", "");

        List<String> fingerprints = new ArrayList<>(List.of(fingerprint(row + "}")));
        for (Path list : lists) {
            fingerprints.add(fingerprint(row + ", drop-identities: " + list + "}"));
        }
        assertThat(fingerprints).hasSize(5).doesNotHaveDuplicates();
    }

    /** A list of names beside a record file says whom a name on the list of those left out means. */
    @Test
    void theNamesOfPeopleDecideWhoIsLeftOut() throws IOException {
        write(DatasetFormat.RECORDIO);
        Path names = folder.resolve("train.names");
        Path drop = Files.writeString(folder.resolve("drop.txt"), "Ada\n");
        String row = written(DatasetFormat.RECORDIO).replaceFirst("}$", ", drop-identities: " + drop + "}");
        Files.writeString(names, "Ada\nBo\n");
        String first = fingerprint(row);
        Files.writeString(names, "Bob\nAda\n");

        assertThat(fingerprint(row)).isNotEqualTo(first);
    }

    /** A person's name is the way from where the dataset begins, whatever was asked for before. */
    @Test
    void aFolderThatBeginsElsewhereIsAnotherDatasetThoughItsFilesAreTheSame() throws IOException {
        write(DatasetFormat.FOLDER);
        Path deeper = Files.createDirectories(folder.resolve("all"));
        Files.move(folder.resolve("images"), deeper.resolve("images"));

        String whole = fingerprint(row(DatasetFormat.FOLDER, "all"));
        String part = fingerprint(row(DatasetFormat.FOLDER, "all/images"));

        assertThat(part).isNotEqualTo(whole);
        assertThat(new Fingerprints(null).of(List.of(deeper.resolve("images")))).isEqualTo(part);
    }

    @Test
    void drawnFacesAreKnownByHowManyThereAre() throws IOException {
        assertThat(List.of(
                        fingerprint(row(DatasetFormat.SYNTHETIC, "", "identities: 4, images: 8")),
                        fingerprint(row(DatasetFormat.SYNTHETIC, "", "identities: 8, images: 8")),
                        fingerprint(row(DatasetFormat.SYNTHETIC, "", "identities: 4, images: 16"))))
                .doesNotHaveDuplicates();
    }

    /** Images that no list of the dataset's own parts would tell of. */
    @Test
    void cfpHasNoImagesBesideItsFolderOfImages() throws IOException {
        write(DatasetFormat.CFP_FF);
        Path list = folder.resolve("Protocol/Pair_list_F.txt");
        Files.createDirectories(folder.resolve("Else"));
        Files.copy(folder.resolve("Data/Images/001/frontal/01.jpg"), folder.resolve("Else/01.jpg"));
        Files.writeString(
                list, Files.readString(list).replace("1 ../Data/Images/001/frontal/01.jpg", "1 ../Else/01.jpg"));

        assertThat(reads(catalog(written(DatasetFormat.CFP_FF)))).isFalse();
    }

    /** By the rule that stored runs were made under: name, size and bytes of each file, a folder's in order. */
    @ParameterizedTest
    @EnumSource(
            value = DatasetFormat.class,
            names = {"SYNTHETIC", "CFP_FF", "CFP_FP"},
            mode = EnumSource.Mode.EXCLUDE)
    void datasetsThatWereTellableKeepTheirFingerprints(DatasetFormat format) throws Exception {
        write(format);
        Catalog catalog = catalog(written(format));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path part : catalog.dataset("row").parts()) {
            try (Stream<Path> tree = Files.walk(part)) {
                for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                    String name = file.equals(part)
                            ? part.getFileName().toString()
                            : part.relativize(file).toString();
                    byte[] bytes = Files.readAllBytes(file);
                    digest.update((name + "\t" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                }
            }
        }

        assertThat(catalog.fingerprint("row")).isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }
}
