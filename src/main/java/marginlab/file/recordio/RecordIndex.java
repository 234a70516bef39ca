package marginlab.file.recordio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import marginlab.file.RegularFile;
import marginlab.problem.FileProblem;

/**
 * Where each record of a {@code .rec} begins, by key: the {@code .idx} file, a line {@code key<TAB>offset} a record.
 *
 * <p>Keys 0, 1, 2, ... in order, which all known writers make, take eight bytes a record and nothing else.
 */
public final class RecordIndex {
    private static final int LONGEST_LINE = 64;
    /** Magic, length, and a header without an image. */
    private static final int SMALLEST_RECORD = 8 + RecordHeader.FIXED_BYTES;

    private final Path path;
    /** Null when the keys are 0, 1, 2, ... */
    private int[] keys;

    private long[] offsets = new long[1 << 12];
    private int size;

    private RecordIndex(Path path) {
        this.path = path;
    }

    /** Reads an index; offsets past the end of the record file are problems of their lines. */
    public static RecordIndex read(Path path, long recordBytes) {
        RecordIndex index = new RecordIndex(path);
        RegularFile.size(path);
        try (InputStream in = Files.newInputStream(path)) {
            index.parse(in, recordBytes);
        } catch (IOException e) {
            throw FileProblem.io(path, e);
        }
        if (index.size == 0) {
            throw FileProblem.atLine(path, 1, "an empty file", "a line 'key<TAB>offset' a record");
        }
        index.finish();
        return index;
    }

    public int size() {
        return size;
    }

    /** The position of a key in the index, or negative. */
    int position(long key) {
        if (keys == null) {
            return key >= 0 && key < size ? (int) key : -1;
        }
        return key > Integer.MAX_VALUE ? -1 : Arrays.binarySearch(keys, 0, size, (int) key);
    }

    public int key(int position) {
        return keys == null ? position : keys[position];
    }

    public long offset(int position) {
        return offsets[position];
    }

    /** Where the record begins that stands last in the record file. */
    public long lastOffset() {
        return Arrays.stream(offsets).max().orElseThrow();
    }

    public Path path() {
        return path;
    }

    private void parse(InputStream in, long recordBytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        long number = 1;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            for (int i = 0; i < n; i++) {
                if (buffer[i] == '\n') {
                    add(line, length, number++, recordBytes);
                    length = 0;
                } else if (length == LONGEST_LINE) {
                    throw FileProblem.atLine(path, number, "more than " + LONGEST_LINE + " bytes", "'key<TAB>offset'");
                } else {
                    line[length++] = buffer[i];
                }
            }
        }
        add(line, length, number, recordBytes);
    }

    private void add(byte[] line, int length, long number, long recordBytes) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        int from = number == 1 && startsWithBom(line, end) ? 3 : 0;
        if (from == end) {
            return;
        }
        int tab = from;
        while (tab < end && line[tab] != '\t' && line[tab] != ' ') {
            tab++;
        }
        long key = digits(line, from, tab);
        long offset = digits(line, tab + 1, end);
        if (key < 0 || key > Integer.MAX_VALUE || offset < 0) {
            String text = new String(line, from, end - from, java.nio.charset.StandardCharsets.ISO_8859_1);
            throw FileProblem.atLine(path, number, "'" + text + "'", "'key<TAB>offset', two whole numbers");
        }
        if (offset >= recordBytes) {
            throw FileProblem.atLine(
                    path,
                    number,
                    "offset " + offset + " of key " + key,
                    "an offset inside the record file of " + recordBytes + " bytes: the .rec is truncated or another");
        }
        if (size >= recordBytes / SMALLEST_RECORD + 1) {
            throw FileProblem.atLine(
                    path, number, "more than " + size + " records", "as many as lie in " + recordBytes + " bytes");
        }
        append((int) key, offset);
    }

    private static boolean startsWithBom(byte[] line, int end) {
        return end >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    }

    private static long digits(byte[] line, int from, int to) {
        if (from >= to || to - from > 18) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private void append(int key, long offset) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size + (size >> 1));
            if (keys != null) {
                keys = Arrays.copyOf(keys, offsets.length);
            }
        }
        if (keys == null && key != size) {
            keys = new int[offsets.length];
            for (int i = 0; i < size; i++) {
                keys[i] = i;
            }
        }
        if (keys != null) {
            keys[size] = key;
        }
        offsets[size++] = offset;
    }

    /** Sorts by key where a writer did not, and refuses a key that stands there twice. */
    private void finish() {
        offsets = Arrays.copyOf(offsets, size);
        if (keys == null) {
            return;
        }
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = (long) keys[i] << Integer.SIZE | i;
        }
        Arrays.sort(order);
        long[] old = offsets;
        offsets = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (int) (order[i] >>> Integer.SIZE);
            offsets[i] = old[(int) order[i]];
            if (i > 0 && keys[i] == keys[i - 1]) {
                throw FileProblem.atLine(path, (int) order[i] + 1L, "key " + keys[i] + " again", "each key once");
            }
        }
        keys = Arrays.copyOf(keys, size);
        if (keys[0] == 0 && keys[size - 1] == size - 1) {
            keys = null;
        }
    }
}
