package marginlab.dataset.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import marginlab.dataset.VerificationSet;
import marginlab.dataset.catalog.LfwView1Files;
import marginlab.dataset.reader.BinReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Files of pairs as Python writes them. */
final class BinWriterTest {
    @TempDir
    private Path folder;

    private Path bin;

    @BeforeEach
    void namesTheFile() {
        bin = folder.resolve("pairs.bin");
    }

    @Test
    void writesWhatPythonWrites() throws IOException {
        write("img0", "img1", "img2", "img3");
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(bin)))
                .isEqualTo(
                        "80035d7100284304696d673071014304696d673171024304696d673271034304696d67337104655d7105288889658671062e");
    }

    @Test
    void writesOnePairAsPythonDoes() throws IOException {
        try (BinWriter writer = new BinWriter(bin)) {
            writer.write(new byte[] {1}, new byte[300], true);
            writer.commit();
        }
        String zeros = "00".repeat(300);
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(bin)))
                .isEqualTo("80035d7100284301017101422c010000" + zeros + "7102655d710388618671042e");
    }

    @Test
    void leavesNothingBehindWhenWritingWasInterrupted() throws IOException {
        try (BinWriter writer = new BinWriter(bin)) {
            writer.write(new byte[] {1}, new byte[] {2}, true);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @EnabledIf(value = "marginlab.dataset.catalog.LfwView1Files#isThere", disabledReason = LfwView1Files.NEEDED)
    void rewritesLfwViewOneByteForByte() throws IOException {
        Path original = LfwView1Files.file("lfw-view1/test.bin");
        try (VerificationSet set = BinReader.open(original);
                BinWriter writer = new BinWriter(bin)) {
            assertThat(set.pairs()).isEqualTo(999);
            boolean[] same = set.same();
            for (int i = 0; i < same.length; i++) {
                writer.write(set.images().encoded(2 * i), set.images().encoded(2 * i + 1), same[i]);
            }
            writer.commit();
        }
        assertThat(Files.mismatch(original, bin)).isEqualTo(-1);
    }

    private void write(String... images) {
        try (BinWriter writer = new BinWriter(bin)) {
            for (int i = 0; i < images.length; i += 2) {
                writer.write(
                        images[i].getBytes(StandardCharsets.US_ASCII),
                        images[i + 1].getBytes(StandardCharsets.US_ASCII),
                        i % 4 == 0);
            }
            writer.commit();
        }
    }
}
