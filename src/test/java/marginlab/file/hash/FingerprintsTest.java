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
}
