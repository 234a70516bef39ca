package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeatureFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheFeatureOfAnImage() throws IOException {
        // struct.pack('<4i2f', 2, 1, 4, 5, 0.5, -2)
        assertThat(read("020000000100000004000000050000000000003f000000c0")).containsExactly(0.5f, -2f);
    }

    /** Other types, counts that the file does not hold, too many, none, cut, not a number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "020000000100000004000000060000000000003f000000c0",
                "030000000100000004000000050000000000003f000000c0",
                "ffffff7f0100000004000000050000000000003f000000c0",
                "00000000010000000400000005000000",
                "02000000",
                "01000000010000000400000005000000" + "0000c07f"
            })
    void saysWhereAFeatureIsWrong(String hex) {
        assertThatThrownBy(() -> read(hex))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a_x.bin at byte ");
    }

    private float[] read(String hex) throws IOException {
        return FeatureFile.read(
                Files.write(folder.resolve("a_x.bin"), HexFormat.of().parseHex(hex)));
    }
}
