package marginlab.network.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import marginlab.file.FileDamage;
import marginlab.file.mxnet.MxnetArray;
import marginlab.file.mxnet.ParamsFile;
import marginlab.file.mxnet.ParamsWriter;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of weights that are damaged, or made to do harm: each is read, or names itself, in little memory. */
class WeightFileFuzzTest {
    private static final int ROUNDS = 100;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"backbone.pt", "backbone-old.pth", "checkpoint_gpu_0.pt", "half.pt"})
    void readsOrNamesADamagedFileOfPytorch(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            Files.write(file, in.readAllBytes());
        }
        FileDamage.survives(file, ROUNDS, () -> read(file));
    }

    @Test
    void readsOrNamesADamagedFileOfMxnet() throws IOException {
        Path file = folder.resolve("model-0000.params");
        ParamsWriter.write(
                file,
                List.of(
                        new MxnetArray("conv_1_conv2d_weight", false, new long[] {2, 3, 1, 1}, new float[6]),
                        new MxnetArray("fc1_moving_mean", true, new long[] {4}, new float[4])));
        FileDamage.survives(file, ROUNDS, () -> read(file));
    }

    @Test
    void readsOrNamesADamagedFileOfItsOwn() throws IOException {
        Path file = folder.resolve("own.onnx");
        Files.write(file, own(List.of(2L, 3L), new byte[24]));
        FileDamage.survives(file, ROUNDS, () -> read(file));
    }

    /** Sizes that are not there: whoever believes them takes all memory, or counts past the end of a number. */
    @Test
    void believesNoSizeThatTheFileDoesNotHold() throws IOException {
        assertNamed("many-0000.params", params(Long.MAX_VALUE));
        assertNamed("array-0000.params", params(1, 0x7FFFFFFFFFFFFFFFL, 4));
        assertNamed("wrap-0000.params", params(1, 1L << 32, 1L << 32));
        assertNamed("deep-0000.params", params(1, new long[10_000]));
        assertNamed("large.onnx", own(List.of(1L << 40, 1L << 40), new byte[8]));
        assertNamed("negative.onnx", own(List.of(-2L, -3L), new byte[24]));
    }

    /** Pickles that only allocate: a text of two gigabytes, a list in a list in a list, and the same doubled again and again. */
    @Test
    void letsNoPickleTakeTheMemory() throws IOException {
        assertNamed("text.pt", zip(bytes(0x80, 2, 'X', 0xFF, 0xFF, 0xFF, 0x7F)));
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        nested.write(bytes(0x80, 2));
        for (int i = 0; i < 1_000_000; i++) {
            nested.write('(');
        }
        assertNamed("nested.pt", zip(nested.toByteArray()));
        ByteArrayOutputStream doubled = new ByteArrayOutputStream();
        doubled.write(bytes(0x80, 2, ']', 'q', 0));
        for (int i = 0; i < 60; i++) {
            doubled.write(bytes('(', 'h', i, 'h', i, 't', 'q', i + 1));
        }
        doubled.write('.');
        assertNamed("doubled.pt", zip(doubled.toByteArray()));
    }

    /** What a pickle may call in Python: none of it is called, and each is named. */
    @ParameterizedTest
    @ValueSource(strings = {"os system", "builtins eval", "posix system", "torch load", "subprocess Popen"})
    void runsNothingOfAPickle(String called) throws IOException {
        String[] parts = called.split(" ");
        byte[] pickle = ("c" + parts[0] + "\n" + parts[1] + "\n(S'touch " + folder.resolve("ran") + "'\ntR.")
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(bytes(0x80, 2));
        whole.write(pickle);
        assertNamed("call.pt", zip(whole.toByteArray()));
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    private void assertNamed(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        FileDamage.survives(
                name,
                () -> assertThatThrownBy(() -> read(file))
                        .isInstanceOf(ProblemException.class)
                        .hasMessageContaining(name));
    }

    private static void read(Path file) {
        WeightFile.read(file).arrays().values().forEach(array -> array.values().get());
    }

    private static byte[] own(List<Long> shape, byte[] values) {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName(WeightTransfer.PRODUCER)
                .setGraph(OnnxMl.GraphProto.newBuilder()
                        .addInitializer(OnnxMl.TensorProto.newBuilder()
                                .setName("fc.weight")
                                .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                                .addAllDims(shape)
                                .setRawData(ByteString.copyFrom(values))))
                .build()
                .toByteArray();
    }

    /** A file that says it holds so many arrays, the first of these sides, and ends. */
    private static byte[] params(long arrays, long... sides) {
        ByteBuffer bytes = ByteBuffer.allocate(64 + 8 * sides.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(ParamsFile.MAGIC).putLong(0).putLong(arrays);
        bytes.putInt(0xF993FAC9).putInt(0).putInt(sides.length);
        for (long side : sides) {
            bytes.putLong(side);
        }
        return bytes.putInt(1).putInt(0).putInt(0).array();
    }

    private static byte[] zip(byte[] pickle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            CRC32 sum = new CRC32();
            sum.update(pickle);
            ZipEntry entry = new ZipEntry("archive/data.pkl");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(pickle.length);
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(pickle);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
