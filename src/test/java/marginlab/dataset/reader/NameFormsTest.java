package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.TemplateSet;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.audit.DatasetOverlap;
import marginlab.dataset.batch.TrainingSet;
import marginlab.file.NameOrder;
import marginlab.file.hash.Fingerprints;
import marginlab.image.decode.EncodedImages;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names whose letters are composed (NFC) in one place and decomposed (NFD, as macOS writes them) in another. */
class NameFormsTest {
    private static final List<String> PEOPLE = List.of("Zoë", "Zora", "Åsa", "한글", "Ann");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Normalizer.Form.class,
            names = {"NFC", "NFD"})
    void findsTheFilesOfAListInEitherForm(Normalizer.Form onDisk) throws IOException {
        Path images = people("images", onDisk);
        for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
            Path lfw = list(form, "1\t1\nZoë\t1\t2\nÅsa\t1\t한글\t2\n");
            try (VerificationSet set = LfwPairs.open(images, lfw)) {
                assertThat(text(set.images(), 0)).isEqualTo("Zoë 1");
                assertThat(text(set.images(), 3)).isEqualTo("한글 2");
            }
            Path pairs = list(form, "Zoë/Zoë_0001.jpg Zoë/Zoë_0002.jpg 1\n한글/한글_0001.jpg Ann/Ann_0001.jpg 0\n");
            try (VerificationSet set = PairLists.columns(images, pairs)) {
                assertThat(text(set.images(), 2)).isEqualTo("한글 1");
            }
            try (LabelledImages faces =
                    ListReader.open(images, list(form, "Zoë/Zoë_0001.jpg 0\nÅsa/Åsa_0002.jpg 1\n"))) {
                assertThat(faces.missing()).isEmpty();
                assertThat(text(faces, 1)).isEqualTo("Åsa 2");
            }
            try (TemplateSet set =
                    TemplateLists.csv(images, list(form, "image,template,media,subject\nZoë/Zoë_0001.jpg,Zoë,0,0\n"))) {
                assertThat(text(set.images(), 0)).isEqualTo("Zoë 1");
            }
        }
    }

    /** A folder from one system and a file in it from another. */
    @Test
    void findsAFileWhoseFolderIsComposedOtherwise() throws IOException {
        Path own = Files.createDirectories(folder.resolve("images").resolve(form("Zoë", Normalizer.Form.NFC)));
        Files.writeString(own.resolve(form("Zoë_0001.jpg", Normalizer.Form.NFD)), "here");
        Files.writeString(own.resolve("Zoë_0002.png"), "there");

        Path list = list(Normalizer.Form.NFC, "1\t1\nZoë\t1\t2\nZoë\t1\tZoë\t2\n");
        try (VerificationSet set = LfwPairs.open(folder.resolve("images"), list)) {
            assertThat(text(set.images(), 0)).isEqualTo("here");
            assertThat(text(set.images(), 1)).isEqualTo("there");
        }
    }

    /** Two marks in an order that neither form has. */
    @Test
    void findsANameThatIsInNeitherForm() throws IOException {
        String odd = "a\u0301\u0323";
        assertThat(Normalizer.isNormalized(odd, Normalizer.Form.NFC)).isFalse();
        assertThat(Normalizer.isNormalized(odd, Normalizer.Form.NFD)).isFalse();
        Files.writeString(folder.resolve(odd + ".jpg"), "here");

        try (LabelledImages faces = ListReader.open(folder, list(Normalizer.Form.NFC, odd + ".jpg 0\n"))) {
            assertThat(text(faces, 0)).isEqualTo("here");
        }
    }

    @Test
    void countsAPersonInTwoFormsOnce() throws IOException {
        try (LabelledImages composed = FolderReader.open(people("a", Normalizer.Form.NFC));
                LabelledImages decomposed = FolderReader.open(people("b", Normalizer.Form.NFD))) {
            assertThat(DatasetOverlap.people(composed, decomposed).orElseThrow())
                    .containsExactlyInAnyOrderElementsOf(PEOPLE);
            try (LabelledImages left =
                    TrainingSet.without(decomposed, list(Normalizer.Form.NFC, "Zoë\nÅSA\n\"Ann\"\n"))) {
                assertThat(IntStream.range(0, left.identities())
                                .mapToObj(left::identity)
                                .map(name -> form(name, Normalizer.Form.NFC)))
                        .containsExactly("Zora", "한글");
            }
        }
    }

    @Test
    void takesAFolderAndItsDecomposedCopyForOneDataset() throws IOException {
        Path composed = people("a/set", Normalizer.Form.NFC);
        Path decomposed = people("b/set", Normalizer.Form.NFD);

        assertThat(new Fingerprints(null).of(List.of(decomposed)))
                .isEqualTo(new Fingerprints(null).of(List.of(composed)));
        try (LabelledImages one = FolderReader.open(composed);
                LabelledImages other = FolderReader.open(decomposed)) {
            for (int i = 0; i < one.size(); i++) {
                assertThat(other.encoded(i)).isEqualTo(one.encoded(i));
                assertThat(other.label(i)).isEqualTo(one.label(i));
            }
        }
    }

    /** SHA-256 over {@code name<TAB>size<LF>} and the bytes of each file in the order of the bytes of the names. */
    @Test
    void keepsTheFingerprintOfNamesOfAscii() throws Exception {
        Path set = Files.createDirectories(folder.resolve("set"));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String name : List.of("A b/1.jpg", "A/1.jpg", "A/10.jpg", "A/2.jpg", "B_1.txt", "a/1.jpg")) {
            Path file = set.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "of " + name);
            digest.update((name + "\t" + Files.size(file) + "\nof " + name).getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(new Fingerprints(null).of(List.of(set)))
                .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }

    /** A letter beyond the first 65,536, a mathematical A, comes after all of those, as its bytes do. */
    @Test
    void ordersNamesAsTheirBytes() {
        List<String> names = List.of("", "A", "A/1", "A1", "a", "É", "한글", "\uFFE5", "\uD835\uDC00", "\uD835\uDC01");
        for (int i = 0; i + 1 < names.size(); i++) {
            assertThat(NameOrder.OF_NAMES.compare(names.get(i), names.get(i + 1)))
                    .isNegative();
            assertThat(NameOrder.OF_NAMES.compare(names.get(i + 1), names.get(i)))
                    .isPositive();
        }
        assertThat(NameOrder.OF_NAMES.compare("Zoë", form("Zoë", Normalizer.Form.NFD)))
                .isZero();
    }

    @Test
    void refusesOnePersonInTwoFolders() throws IOException {
        Path set = people("set", Normalizer.Form.NFC);
        Path second = Files.createDirectories(set.resolve(form("Zoë", Normalizer.Form.NFD)));
        Files.writeString(second.resolve("1.jpg"), "more of her");

        assertThatThrownBy(() -> FolderReader.open(set))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a second folder of the name 'Zoë'");
    }

    private Path people(String name, Normalizer.Form form) throws IOException {
        Path home = folder.resolve(name);
        for (String person : PEOPLE) {
            Path own = Files.createDirectories(home.resolve(form(person, form)));
            for (int i = 1; i <= 2; i++) {
                Files.writeString(own.resolve(form(person + "_000" + i + ".jpg", form)), person + " " + i);
            }
        }
        return home;
    }

    private Path list(Normalizer.Form form, String lines) throws IOException {
        return Files.writeString(folder.resolve("list.txt"), form(lines, form));
    }

    private static String form(String text, Normalizer.Form form) {
        return Normalizer.normalize(text, form);
    }

    private static String text(EncodedImages images, int i) {
        return new String(images.encoded(i), StandardCharsets.UTF_8);
    }
}
