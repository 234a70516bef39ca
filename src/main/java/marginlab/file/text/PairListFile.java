package marginlab.file.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import marginlab.problem.LineProblems;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * A list of pairs of whole numbers, {@code A B 0|1} a line, read in blocks: such lists have millions of lines. Fields are
 * separated by blanks, tabs or commas. Faulty lines are told together.
 */
public final class PairListFile implements Closeable {
    private static final int DIGITS = 9;
    private static final int PLAIN = 3 * (DIGITS + 2); // bytes of a line that is read in one go

    private final Path file;
    private final int numbers;
    private final InputStream in;
    private final LineProblems faults = new LineProblems();
    private final byte[] buffer = new byte[1 << 20];
    private int at;
    private int end;
    private long line = 1;

    public PairListFile(Path file) {
        this(file, Integer.MAX_VALUE);
    }

    /** A list of rows of a matrix that has so many. */
    public PairListFile(Path file, int rows) {
        this.file = file;
        this.numbers = rows;
        try {
            in = Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new ProblemException(new Problem(file.toString(), "no such file", "a list of pairs: A B 0|1"), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Reads pairs into the fronts of three arrays until they are full; returns how many, 0 at the end. */
    public int read(int[] left, int[] right, boolean[] same) {
        int count = 0;
        while (count < left.length && !faults.isFull() && skipBlankLines()) {
            int row = count;
            if (plainLine(left, right, same, row) || faults.gather(() -> anyLine(left, right, same, row))) {
                count++;
            } else {
                skipLine();
            }
        }
        if (faults.isFull() || peek() < 0) {
            faults.raise();
        }
        return count;
    }

    private void anyLine(int[] left, int[] right, boolean[] same, int count) {
        left[count] = number();
        right[count] = number();
        same[count] = label(left[count], right[count]);
    }

    /** Reads a line as most of them are; false, and nothing is read, where it has a fault or more blanks, or may not be whole. */
    private boolean plainLine(int[] left, int[] right, boolean[] same, int count) {
        int start = at;
        if (end - at >= PLAIN) {
            int one = digits();
            int other = separates(buffer[at++]) ? digits() : -1;
            int label = separates(buffer[at++]) ? digits() : -1;
            if (one >= 0 && other >= 0 && (label == 0 || label == 1) && buffer[at] == '\n') {
                left[count] = one;
                right[count] = other;
                same[count] = label == 1;
                if (Math.max(one, other) < numbers) {
                    return true;
                }
            }
        }
        at = start;
        return false;
    }

    /** A number of at most {@value #DIGITS} digits, or -1. */
    private int digits() {
        int value = 0;
        int i = at;
        int most = at + DIGITS;
        for (int digit = buffer[i] - '0'; digit >= 0 && digit <= 9 && i < most; digit = buffer[++i] - '0') {
            value = 10 * value + digit;
        }
        int length = i - at;
        at = i;
        return length == 0 ? -1 : value;
    }

    private boolean label(int left, int right) {
        int label = number();
        if (label != 0 && label != 1) {
            throw problem("label " + label);
        }
        endOfLine();
        if (Math.max(left, right) >= numbers) {
            throw new ProblemException(new Problem(
                    file + ":" + line,
                    left + " " + right,
                    "rows 0 to " + (numbers - 1) + ": the embeddings have no others"));
        }
        return label == 1;
    }

    private void skipLine() {
        for (int c = peek(); c >= 0 && c != '\n'; c = peek()) {
            at++;
        }
    }

    private boolean skipBlankLines() {
        int c = peek();
        while (c == '\n' || c == '\r' || separates(c)) {
            line += c == '\n' ? 1 : 0;
            at++;
            c = peek();
        }
        return c >= 0;
    }

    private int number() {
        int c = peek();
        while (separates(c)) {
            at++;
            c = peek();
        }
        if (c < '0' || c > '9') {
            throw problem(c < 0 || c == '\n' || c == '\r' ? "an end of line" : "'" + (char) c + "'");
        }
        long value = 0;
        while (c >= '0' && c <= '9') {
            value = value * 10 + c - '0';
            if (value > Integer.MAX_VALUE) {
                throw problem("a number above " + Integer.MAX_VALUE);
            }
            at++;
            c = peek();
        }
        return (int) value;
    }

    private void endOfLine() {
        int c = peek();
        while (separates(c) || c == '\r') {
            at++;
            c = peek();
        }
        if (c >= 0 && c != '\n') {
            throw problem("'" + (char) c + "' after the label");
        }
    }

    private static boolean separates(int c) {
        return c == ' ' || c == '\t' || c == ',';
    }

    private int peek() {
        if (at == end) {
            try {
                end = Math.max(0, in.read(buffer));
                at = 0;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return at < end ? buffer[at] : -1;
    }

    private ProblemException problem(String found) {
        return new ProblemException(new Problem(file + ":" + line, found, "A B 0|1, whole numbers"));
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
