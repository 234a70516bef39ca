package marginlab.file.npy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import marginlab.file.FileDamage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays of NumPy that are damaged or made to do harm: each way of reading ends well, or with a place, in little memory. */
class NpyFuzzTest {
    private static final int ROUNDS = 200;
    private static final List<Consumer<Path>> READERS = List.of(Npy::floatRows, Npy::booleans, Npy::doubles, file -> {
        try (NpyRows rows = NpyRows.openFloats(file)) {
            rows.read(0, 1, new float[rows.dimension()]);
        }
    });

    @TempDir
    private Path folder;

    @Test
    void survivesDamage() throws IOException {
        Path rows = folder.resolve("rows.npy");
        Npy.write(rows, new float[][] {{1, 2, 3}, {4, 5, 6}});
        FileDamage.survives(rows, ROUNDS, () -> Npy.floatRows(rows));
        FileDamage.survives(rows, ROUNDS, () -> READERS.get(3).accept(rows));
        Path same = folder.resolve("same.npy");
        Npy.write(same, new boolean[] {true, false, true});
        FileDamage.survives(same, ROUNDS, () -> Npy.booleans(same));
        Path numbers = folder.resolve("numbers.npy");
        Npy.write(numbers, new double[] {1, 2, 3});
        FileDamage.survives(numbers, ROUNDS, () -> Npy.doubles(numbers));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 2), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 0), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 2000000000), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 3), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (1000000000, 512), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (((((((((((((((1,),),),),),),),),),),),),),),), }",
                "{'descr': __import__('os').system('true'), 'fortran_order': False, 'shape': (1,), }"
            })
    void believesNoHead(String head) throws IOException {
        byte[] text = head.getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[10 + text.length + 24];
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, (byte) (text.length >> 8)};
        System.arraycopy(start, 0, file, 0, start.length);
        System.arraycopy(text, 0, file, start.length, text.length);
        Path hostile = Files.write(folder.resolve("hostile.npy"), file);
        for (Consumer<Path> reader : READERS) {
            FileDamage.survives(head, () -> reader.accept(hostile));
        }
    }
}
