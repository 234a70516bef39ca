package marginlab.dataset.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.reader.BinReader;
import marginlab.dataset.reader.RecordIoReader;
import marginlab.dataset.reader.SyntheticFaces;
import marginlab.dataset.reader.SyntheticPairs;
import marginlab.dataset.reader.SyntheticSpec;
import marginlab.image.decode.JpegEncoder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("installed")
final class SyntheticGeneratorTest {
    private static final SyntheticSpec SPEC = new SyntheticSpec(5, 4, 3, 16, 40);

    @TempDir
    Path folder;

    @Test
    void writesWhatTheReadersRead() {
        Path made = folder.resolve("faces");
        new SyntheticGenerator(SPEC, done -> {}).generate(made);
        SyntheticFaces drawn = new SyntheticFaces(SPEC);
        try (RecordIoReader read = RecordIoReader.open(made.resolve("train.rec"))) {
            assertThat(read.hasTable()).isTrue();
            assertThat(read.identities()).isEqualTo(4);
            assertThat(read.width()).isEqualTo(16);
            assertThat(read.size()).isEqualTo(12);
            for (int i = 0; i < 12; i++) {
                assertThat(read.label(i)).isEqualTo(i / 3);
                assertThat(read.encoded(i)).isEqualTo(drawn.encoded(i));
            }
        }
        for (SyntheticPairs pairs : SyntheticPairs.values()) {
            try (VerificationSet set = BinReader.open(made.resolve(pairs.file()))) {
                assertThat(set.pairs()).isEqualTo(40);
                for (int pair = 0; pair < 40; pair++) {
                    assertThat(set.same()[pair]).isEqualTo(pair % 4 < 2);
                }
                // Two people a fold: the last pair shows its second on the left and, next to him, its first on the
                // right.
                assertThat(set.images().encoded(78))
                        .isEqualTo(JpegEncoder.encode(pairs.pixels(SPEC, 19, 0), 16, 16, JpegEncoder.QUALITY));
                assertThat(set.images().encoded(79))
                        .isEqualTo(JpegEncoder.encode(pairs.pixels(SPEC, 18, 1), 16, 16, JpegEncoder.QUALITY));
            }
        }
    }

    @Test
    void writesTheSameBytesOnEveryRun() throws IOException {
        new SyntheticGenerator(SPEC, done -> {}).generate(folder.resolve("first"));
        new SyntheticGenerator(SPEC, done -> {}).generate(folder.resolve("second"));
        List<String> names = names(folder.resolve("first"));
        assertThat(names).containsExactly("age.bin", "plain.bin", "profile.bin", "property", "train.idx", "train.rec");
        for (String name : names) {
            assertThat(folder.resolve("second").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("first").resolve(name));
        }
    }

    @Test
    void countsEveryImage() {
        List<Integer> counts = new ArrayList<>();
        new SyntheticGenerator(SPEC, counts::add).generate(folder.resolve("faces"));
        assertThat(counts).isSorted().last().isEqualTo(SPEC.total());
        assertThat(SPEC.total()).isEqualTo(12 + 3 * 40);
    }

    @Test
    void leavesNothingWhenInterrupted() throws IOException {
        SyntheticGenerator generator = new SyntheticGenerator(SPEC, done -> {
            if (done > 100) {
                throw new IllegalStateException("stopped at " + done);
            }
        });
        assertThatThrownBy(() -> generator.generate(folder.resolve("faces"))).hasMessageStartingWith("stopped at");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void keepsTheFormerSetWhenInterrupted() throws IOException {
        Path faces = Files.createDirectories(folder.resolve("faces"));
        Files.writeString(faces.resolve("train.rec"), "former");
        SyntheticGenerator generator = new SyntheticGenerator(SPEC, done -> {
            throw new IllegalStateException("stopped");
        });
        assertThatThrownBy(() -> generator.generate(faces)).hasMessage("stopped");
        assertThat(names(faces)).containsExactly("train.rec");
        assertThat(faces.resolve("train.rec")).hasContent("former");
    }

    @Test
    void replacesEveryFileOfTheFormerSet() throws IOException {
        Path faces = folder.resolve("faces");
        new SyntheticGenerator(new SyntheticSpec(6, 2, 2, 16, 40), done -> {}).generate(faces);
        Files.writeString(faces.resolve("notes.txt"), "of the user");
        new SyntheticGenerator(SPEC, done -> {}).generate(faces);
        new SyntheticGenerator(SPEC, done -> {}).generate(folder.resolve("fresh"));
        for (String name : names(folder.resolve("fresh"))) {
            assertThat(faces.resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("fresh").resolve(name));
        }
        assertThat(faces.resolve("notes.txt")).hasContent("of the user");
    }

    @Test
    void leavesNoMixtureWhenItEndsBetweenTwoFiles() throws IOException {
        Path faces = folder.resolve("faces");
        new SyntheticGenerator(new SyntheticSpec(6, 2, 2, 16, 40), done -> {}).generate(faces);
        // A folder with something in it can be neither deleted nor replaced: the exchange ends there.
        Files.delete(faces.resolve("profile.bin"));
        Files.createDirectories(faces.resolve("profile.bin/blocked"));
        byte[] former = Files.readAllBytes(faces.resolve("property"));
        assertThatThrownBy(() -> new SyntheticGenerator(SPEC, done -> {}).generate(faces))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(names(faces)).containsExactly("profile.bin", "property", "train.idx");
        assertThat(faces.resolve("property")).hasBinaryContent(former);
        assertThat(names(folder)).containsExactly("faces");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
