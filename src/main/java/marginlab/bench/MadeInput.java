package marginlab.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import marginlab.file.npy.Npy;
import marginlab.protocol.ProtocolLoad;

/** Made-up input of a protocol in files of a folder, and how much of each there is. */
final class MadeInput implements ProtocolLoad {
    private static final int DIMENSION = 512;

    private final Path folder;
    private final double scale;
    private final Map<String, String> sizes = new LinkedHashMap<>();
    private final Map<String, Double> parts = new LinkedHashMap<>();

    /** @param scale share of the published size */
    MadeInput(Path folder, double scale) {
        this.folder = folder;
        this.scale = scale;
    }

    /** How many there are of everything that was made, by its name. */
    Map<String, String> sizes() {
        return sizes;
    }

    @Override
    public int size(int published, int multipleOf) {
        return (int) Math.max(1, Math.round(scale * published / multipleOf)) * multipleOf;
    }

    /** How many parts of equal time there are, by what they are. */
    Map<String, Double> parts() {
        return parts;
    }

    @Override
    public void each(String part, double count) {
        parts.put(part, count);
    }

    @Override
    public Path rows(String name, int rows) {
        Path file = file(name, rows);
        Npy.write(file, new RandomRows(13 + sizes.size(), rows, DIMENSION));
        return file;
    }

    @Override
    public Path numbers(String name, int count, IntUnaryOperator number) {
        Path file = file(name, count);
        Npy.write(file, IntStream.range(0, count).map(number).toArray());
        return file;
    }

    @Override
    public Path answers(String name, int count, IntPredicate same) {
        Path file = file(name, count);
        boolean[] answers = new boolean[count];
        for (int i = 0; i < count; i++) {
            answers[i] = same.test(i);
        }
        Npy.write(file, answers);
        return file;
    }

    @Override
    public Path lines(String name, int count, IntFunction<String> line) {
        Path file = file(name, count);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (int i = 0; i < count; i++) {
                out.write(line.apply(i));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private Path file(String name, int count) {
        sizes.put(name, String.valueOf(count));
        return folder.resolve(name);
    }
}
