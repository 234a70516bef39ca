package marginlab.network.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        Path file = write();

        SafetensorsFile.Content content = SafetensorsFile.read(file);

        assertThat(content.tensors()).containsOnlyKeys("a", "b");
        assertThat(content.tensors().get("a").shape()).containsExactly(2, 2);
        assertThat(content.tensors().get("a").values()).containsExactly(1, 2, 3, Float.MIN_VALUE);
        assertThat(content.tensors().get("b").values()).containsExactly(-0f);
        assertThat(content.notes()).containsEntry("step", "7");
    }

    @Test
    void followsTheSafetensorsLayout() throws IOException {
        byte[] bytes = Files.readAllBytes(write());

        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) buffer.getLong();
        String json = new String(bytes, 8, header, StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"a\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}")
                .contains("\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]}");
        assertThat(bytes).hasSize(8 + header + 20);
        assertThat(buffer.getFloat(8 + header + 8)).isEqualTo(3f);
    }

    @Test
    void refusesAChangedValue() throws IOException {
        Path file = write();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> SafetensorsFile.read(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("SHA-256");
    }

    @Test
    void refusesEveryBitThatChanged() throws IOException {
        Path file = write();
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, changed);
            assertThatThrownBy(() -> SafetensorsFile.read(file))
                    .as("bit %d of byte %d", bit % 8, bit / 8)
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void readsFilesOfVersionsThatHashedValuesAlone() throws IOException {
        Path file = write();
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(
                file,
                text.replaceAll(",\"header-sha256\":\"[0-9a-f]{64}\"", " ".repeat(83)),
                StandardCharsets.ISO_8859_1);
        assertThat(SafetensorsFile.read(file).notes()).doesNotContainKey("header-sha256");
        Files.writeString(file, text.replaceAll("\"header-sha256\"", "\"header-sha257\""), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> SafetensorsFile.read(file)).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        Path file = write();
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> SafetensorsFile.read(file)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void refusesAHeaderOfAbsurdLength() throws IOException {
        Path file = folder.resolve("x.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(Long.MAX_VALUE)
                        .array());

        assertThatThrownBy(() -> SafetensorsFile.read(file)).isInstanceOf(ProblemException.class);
    }

    private Path write() throws IOException {
        Map<String, SafetensorsFile.Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", new SafetensorsFile.Tensor(new long[] {2, 2}, new float[] {1, 2, 3, Float.MIN_VALUE}));
        tensors.put("b", new SafetensorsFile.Tensor(new long[] {1}, new float[] {-0f}));
        Path file = folder.resolve("x.safetensors");
        SafetensorsFile.write(file, tensors, Map.of("step", "7"));
        return file;
    }
}
