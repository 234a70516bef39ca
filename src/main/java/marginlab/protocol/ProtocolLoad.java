package marginlab.protocol;

import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Makes up input of a protocol, of its published size or a share of it, to be timed. */
public interface ProtocolLoad {
    /** So many as were published, or the share of them that is asked for, a multiple of a number. */
    int size(int published, int multipleOf);

    /**
     * Names a part of the work that takes the same time whatever the size, so that the time of one is told too.
     *
     * @param part {@code 1,000 pairs}
     * @param parts how many of them there are
     */
    void each(String part, double parts);

    /** Embeddings {@code [rows, 512]}. */
    Path rows(String name, int rows);

    /** Numbers {@code [count]}. */
    Path numbers(String name, int count, IntUnaryOperator number);

    /** Answers {@code [count]}. */
    Path answers(String name, int count, IntPredicate same);

    /** A text of so many lines. */
    Path lines(String name, int count, IntFunction<String> line);
}
