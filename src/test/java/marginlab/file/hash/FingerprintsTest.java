package marginlab.file.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FingerprintsTest {
    @TempDir
    private Path folder;

    private Path data;
    private String hash;

    @BeforeEach
    void writesData() throws IOException {
        data = Files.writeString(folder.resolve("pairs.bin"), "abc");
        hash = new Fingerprints(null).of(List.of(data));
    }

    @Test
    void computesAgainWhatIsNoHashWhereItKeepsThem() throws IOException {
        Path kept = folder.resolve("cache/fingerprints");
        assertThat(new Fingerprints(kept).of(List.of(data))).isEqualTo(hash);
        String line = Files.readString(kept);
        Files.writeString(kept, line.substring(0, 65) + "\u001b[31m" + line.substring(70));
        assertThat(new Fingerprints(kept).of(List.of(data))).isEqualTo(hash);
        assertThat(Files.readString(kept)).isEqualTo(line);
    }

    @Test
    void doesWithoutAPlaceToKeepHashes() throws IOException {
        Path file = Files.createDirectories(folder.resolve("cache/fingerprints"));
        assertThat(new Fingerprints(file).of(List.of(data))).isEqualTo(hash);
        assertThat(new Fingerprints(data.resolve("fingerprints")).of(List.of(data)))
                .isEqualTo(hash);
    }

    @Test
    void readsNoDeviceWithoutEnd() throws IOException {
        Path endless = Files.createSymbolicLink(folder.resolve("endless.bin"), Path.of("/dev/zero"));
        assertThatThrownBy(() -> new Fingerprints(null).of(List.of(endless)))
                .isInstanceOf(ProblemException.class)
                .hasMessage(endless + ": found a pipe or a device; expected a file with an end");
    }

    @Test
    void tellsContentsApartAndKeepsWhatItHashed() throws IOException {
        Path kept = folder.resolve("cache").resolve("fingerprints");
        Path file = folder.resolve("a.bin");
        Files.writeString(file, "one");
        String one = new Fingerprints(kept).of(List.of(file));
        // printf 'a.bin\t3\none' | sha256sum
        assertThat(one).isEqualTo("be879d167665b65d7a642469f084313e25707f839353b0eb38c4932d539a3bea");
        assertThat(Files.readAllLines(kept)).hasSize(1).allMatch(line -> line.endsWith(" " + one));
        Files.writeString(kept, Files.readString(kept).replace(one, "f".repeat(64)));
        assertThat(new Fingerprints(kept).of(List.of(file))).isEqualTo("f".repeat(64));
        Files.writeString(file, "two!");
        assertThat(new Fingerprints(kept).of(List.of(file))).isNotIn(one, "f".repeat(64));
    }

    /** People are read through links as well, so two sets of links are one only where the people are. */
    @Test
    void seesThroughLinksToFoldersButNotInACircle() throws IOException {
        Files.createDirectories(folder.resolve("real/Ada"));
        Files.writeString(folder.resolve("real/Ada/1.jpg"), "one");
        Files.createDirectory(folder.resolve("linked"));
        Files.createSymbolicLink(folder.resolve("linked/Ada"), folder.resolve("real/Ada"));
        Files.createSymbolicLink(folder.resolve("whole"), folder.resolve("real"));
        Fingerprints fingerprints = new Fingerprints(folder.resolve("fingerprints"));
        String real = fingerprints.of(List.of(folder.resolve("real")));
        assertThat(fingerprints.of(List.of(folder.resolve("linked")))).isEqualTo(real);
        assertThat(fingerprints.of(List.of(folder.resolve("whole")))).isEqualTo(real);
        Files.createSymbolicLink(folder.resolve("real/Ada/up"), folder.resolve("real"));
        assertThat(fingerprints.of(List.of(folder.resolve("linked")))).isEqualTo(real);
        Files.writeString(folder.resolve("real/Ada/1.jpg"), "other");
        assertThat(fingerprints.of(List.of(folder.resolve("linked")))).isNotEqualTo(real);
    }
}
