package marginlab.file.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
    @TempDir
    Path folder;

    @Test
    void writesTheBytesOfNumPy() throws IOException {
        Path file = folder.resolve("floats.npy");
        Npy.write(file, new float[][] {{1, 2.5f}, {-3, 4}});
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }";
        assertThat(Files.readAllBytes(file))
                .isEqualTo(numpy(text, HexFormat.of().parseHex("0000803f00002040000040c000008040")));
        Npy.write(file, new long[] {1, -2});
        text = "{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }";
        assertThat(Files.readAllBytes(file))
                .isEqualTo(numpy(text, HexFormat.of().parseHex("0100000000000000feffffffffffffff")));
    }

    @Test
    void readsWhatItWrote() {
        Path file = folder.resolve("new/folder/a.npy");
        float[][] matrix = new float[700][1000]; // more than one block
        for (int i = 0; i < 700; i++) {
            Arrays.fill(matrix[i], i + 0.5f);
        }
        Npy.write(file, matrix);
        assertThat(Npy.floatRows(file)).isDeepEqualTo(matrix);
        double[] doubles = new double[300_000];
        Arrays.setAll(doubles, i -> i / 3.0);
        Npy.write(file, doubles);
        assertThat(Npy.doubles(file)).isEqualTo(doubles);
        Npy.write(file, new boolean[] {true, false, true});
        assertThat(Npy.booleans(file)).containsExactly(true, false, true);
        Npy.write(file, new long[] {-1, 1L << 40});
        assertThat(Npy.integers(file)).containsExactly(-1, 1L << 40);
        Npy.write(file, new int[] {-7, 7});
        assertThat(Npy.integers(file)).containsExactly(-7, 7);
        assertThat(folder.resolve("new/folder").toFile().list()).containsExactly("a.npy");
    }

    @Test
    void readsSomeRowsOfALargeFile() {
        Path file = folder.resolve("rows.npy");
        Npy.write(file, new float[][] {{1, 2}, {3, 4}, {5, 6}});
        try (NpyRows rows = NpyRows.open(file)) {
            float[] block = new float[4];
            rows.read(1, 2, block);
            assertThat(block).containsExactly(3, 4, 5, 6);
            assertThatThrownBy(() -> rows.block(2, 2)).hasMessageContaining("rows 2 + 2 of 3");
        }
    }

    @Test
    void readsBytesAsBooleansButNothingElseThanZeroAndOne() throws IOException {
        Path file = folder.resolve("same.npy");
        String text = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }";
        Files.write(file, numpy(text, new byte[] {1, 0, 1}));
        assertThat(Npy.booleans(file)).containsExactly(true, false, true);
        Files.write(file, numpy(text, new byte[] {1, 0, 2}));
        refuses(() -> Npy.booleans(file), "same.npy row 2: found 2; expected 0 or 1");
    }

    @Test
    void refusesAnotherType() {
        Path file = folder.resolve("a.npy");
        Npy.write(file, new double[] {1, 2});
        refuses(() -> Npy.floatRows(file), "found <f8 of shape (2,); expected float32 [N, d]");
        refuses(() -> Npy.booleans(file), "expected bool or uint8 [N]");
    }

    @Test
    void refusesFortranOrder() throws IOException {
        refusesHeader(
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", "found Fortran order; expected C order");
    }

    @Test
    void refusesBigEndianNumbers() throws IOException {
        refusesHeader(
                "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 2), }", "found type >f4; expected one of <f4");
    }

    @Test
    void refusesThreeDimensions() throws IOException {
        refusesHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2, 1), }", "one or two dimensions");
    }

    @Test
    void refusesAShapeThatNoArrayHas() throws IOException {
        for (String shape : new String[] {"99999999999999999999,", "2 2,", "4611686018427387904, 2"}) {
            refusesHeader(
                    "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }",
                    "header.npy: found the shape (" + shape + "); expected whole numbers of an array that can be");
        }
    }

    /** Arrays that take memory though their files hold no number. */
    @Test
    void refusesRowsWithoutNumbersAndAHeadWithoutEnd() throws IOException {
        refusesHeader(
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 0), }",
                "header.npy: found rows of 0 numbers; expected 1 to 2147483647");
        Path file = Files.write(folder.resolve("head.npy"), HexFormat.of().parseHex("934e554d5059020000943577"));
        refuses(() -> Npy.floatRows(file), "head.npy: found a header of 2000000000 bytes; expected a NumPy header of");
    }

    @Test
    void refusesRecords() throws IOException {
        refusesHeader(
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (4,), }", "'descr' with a plain type");
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        Path file = folder.resolve("short.npy");
        byte[] whole = numpy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", new byte[15]);
        Files.write(file, whole);
        refuses(() -> Npy.floatRows(file), "found 15 bytes of numbers; expected 16 for shape (2, 2) of <f4");
        Files.write(file, Arrays.copyOf(whole, 40));
        refuses(() -> Npy.floatRows(file), "short.npy: found 40 bytes; expected a header of 128 bytes");
        Files.write(file, new byte[0]);
        refuses(() -> Npy.floatRows(file), "expected a NumPy array");
    }

    @Test
    void refusesAMissingFileAndAFolder() {
        refuses(() -> Npy.doubles(folder.resolve("none.npy")), "none.npy: found no such file");
        refuses(() -> Npy.doubles(folder), "found a folder; expected a NumPy array");
    }

    private void refusesHeader(String header, String message) throws IOException {
        Path file = folder.resolve("header.npy");
        Files.write(file, numpy(header, new byte[16]));
        refuses(() -> Npy.floatRows(file), message);
    }

    private static void refuses(Runnable read, String message) {
        assertThatThrownBy(read::run).isInstanceOf(ProblemException.class).hasMessageContaining(message);
    }

    /** A file as {@code numpy.save} makes it: a head of 128 bytes and the numbers. */
    private static byte[] numpy(String header, byte[] numbers) {
        byte[] bytes = Arrays.copyOf(HexFormat.of().parseHex("934e554d505901007600"), 128 + numbers.length);
        Arrays.fill(bytes, 10, 127, (byte) ' ');
        bytes[127] = '\n';
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 10, text.length);
        System.arraycopy(numbers, 0, bytes, 128, numbers.length);
        return bytes;
    }
}
