package marginlab.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import marginlab.file.npy.Npy;
import marginlab.problem.Problems;

/**
 * The files that an objective is evaluated on, {@code .npy}.
 *
 * @param embeddings float32 {@code [N, d]}
 * @param centres float32 {@code [C, d]}, or null
 * @param bias float32 {@code [C]}, or null
 * @param labels int32 or int64 {@code [N]}, from 0
 */
public record LossFiles(Path embeddings, Path centres, Path bias, Path labels) {
    private static final String FINITE = "finite numbers";

    /** The arrays, where nothing is wrong with any of them; else what is. */
    public Optional<LossArrays> read(Problems problems) {
        Optional<float[][]> rows = read(embeddings, Npy::floatRows, problems);
        Optional<float[][]> weights = read(centres, Npy::floatRows, problems);
        Optional<float[]> biases = read(bias, Npy::floats, problems);
        Optional<long[]> classes = read(labels, Npy::integers, problems);
        rows.ifPresent(array -> finite(embeddingsPlace(), array, problems));
        weights.ifPresent(array -> finite(centresPlace(), array, problems));
        biases.ifPresent(array ->
                refuse(biasPlace(), array.length, i -> !Float.isFinite(array[i]), "NaN or infinity", FINITE, problems));
        classes.ifPresent(array -> refuse(
                labelsPlace(),
                array.length,
                i -> array[i] < 0 || array[i] > Integer.MAX_VALUE,
                "a label that is not a class",
                "class labels, counted from 0",
                problems));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        int[] identities =
                LongStream.of(classes.orElseThrow()).mapToInt(Math::toIntExact).toArray();
        return Optional.of(new LossArrays(rows.orElseThrow(), weights.orElse(null), biases.orElse(null), identities));
    }

    String embeddingsPlace() {
        return "embeddings " + embeddings;
    }

    String centresPlace() {
        return centres == null ? "centres" : "centres " + centres;
    }

    String biasPlace() {
        return "bias " + bias;
    }

    String labelsPlace() {
        return "labels " + labels;
    }

    private static <T> Optional<T> read(Path file, Function<Path, T> reader, Problems problems) {
        return file == null ? Optional.empty() : problems.gather(() -> reader.apply(file));
    }

    private static void finite(String place, float[][] rows, Problems problems) {
        refuse(
                place,
                rows.length,
                row -> IntStream.range(0, rows[row].length).anyMatch(i -> !Float.isFinite(rows[row][i])),
                "NaN or infinity",
                FINITE,
                problems);
    }

    /** Names the first row that is wrong, and says how many there are. */
    private static void refuse(
            String place, int count, IntPredicate isWrong, String found, String expected, Problems problems) {
        int[] wrong = IntStream.range(0, count).filter(isWrong).toArray();
        if (wrong.length > 0) {
            String more = wrong.length == 1 ? "" : wrong.length + " rows have this problem";
            problems.add(place + " row " + wrong[0], found, expected, more);
        }
    }
}
