package marginlab.file.mxnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MxnetParametersTest {
    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() {
        Path file = folder.resolve("a-0000.params");
        MxnetParameters.write(
                file,
                List.of(
                        new MxnetArray("w", false, new long[] {2, 1}, new float[] {1.5f, -2}),
                        new MxnetArray("mean", true, new long[] {1}, new float[] {3})));

        Map<String, MxnetArray> arrays = MxnetParameters.read(file);

        assertThat(arrays).containsOnlyKeys("w", "mean");
        assertThat(arrays.get("w").shape()).containsExactly(2, 1);
        assertThat(arrays.get("w").values()).containsExactly(1.5f, -2);
        assertThat(arrays.get("w").fullName()).isEqualTo("arg:w");
        assertThat(arrays.get("mean").fullName()).isEqualTo("aux:mean");
    }

    /** Arrays as versions before 1 and of other widths have them, by the layout of ndarray.cc. */
    @Test
    void readsOlderVersionsAndOtherWidths() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(longs(0x112, 0, 3));
        out.write(ints(1, 2, 1, 0, 0)); // before version 1: one dimension of 2, on the processor, float32
        out.write(ints(Float.floatToIntBits(4), Float.floatToIntBits(5)));
        out.write(ints(0xF993FAC8, 1)); // version 1
        out.write(longs(2));
        out.write(ints(2, 0, 2)); // on a GPU, float16
        out.write(new byte[] {0, 0x3C, 0, (byte) 0xC4}); // 1 and -4
        out.write(ints(0xF993FACA, 0, 1)); // version 3, dense
        out.write(longs(1));
        out.write(ints(1, 0, 1)); // float64
        out.write(longs(Double.doubleToLongBits(0.25)));
        out.write(longs(3));
        for (String name : List.of("old", "arg:half", "aux:wide")) {
            out.write(longs(name.length()));
            out.write(name.getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("a.params"), out.toByteArray());

        Map<String, MxnetArray> arrays = MxnetParameters.read(file);

        assertThat(arrays.get("old").values()).containsExactly(4, 5);
        assertThat(arrays.get("half").values()).containsExactly(1, -4);
        assertThat(arrays.get("wide").values()).containsExactly(0.25f);
    }

    @Test
    void refusesSizesThatTheFileDoesNotHold() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(longs(0x112, 0, 1));
        out.write(ints(0xF993FAC9, 0, 2));
        out.write(longs(1 << 20, 1 << 20));
        out.write(ints(1, 0, 0));
        Path file = Files.write(folder.resolve("a.params"), out.toByteArray());

        assertThatThrownBy(() -> MxnetParameters.read(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a.params at byte 24")
                .hasMessageContaining("1048576");
    }

    @Test
    void saysWhereItIsCut() throws IOException {
        Path file = folder.resolve("a.params");
        MxnetParameters.write(file, List.of(new MxnetArray("w", false, new long[] {9}, new float[9])));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, 60));

        assertThatThrownBy(() -> MxnetParameters.read(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("36 bytes of its values; the file is cut");
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return bytes.array();
    }
}
