package marginlab.protocol.template;

import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import marginlab.file.text.PairListFile;
import marginlab.problem.ProblemException;

/**
 * Some pairs of a list of templates, each a number: the index of the one, the index of the other, and whether they are one
 * person.
 *
 * @param packed may be longer
 * @param count how many there are; 0 at the end of the list
 */
record TemplatePairs(long[] packed, int count) {
    private static final int LEAST_BYTES = 6; // of a line: "1 2 0" and its end
    private static final int MOST = 1 << 23;
    private static final int PIECE = 1 << 12;
    private static final int TILE = 192; // rows of 4 kB: two tiles are about what a core's cache holds
    private static final int MOST_TILES = 256;

    static int one(long pair) {
        return (int) (pair >>> 32);
    }

    static int other(long pair) {
        return (int) pair >>> 1;
    }

    static boolean same(long pair) {
        return (pair & 1) == 1;
    }

    /** Room for a block of a list of so many bytes. */
    static long[] room(long bytes) {
        return new long[(int) Math.min(MOST, bytes / LEAST_BYTES + PIECE)];
    }

    /** Reads pairs until an array is full or the list ends; to its end where a template is unknown, for there may be more. */
    static TemplatePairs read(PairListFile pairs, Path file, Templates templates, long[] into) {
        int[] left = new int[PIECE];
        int[] right = new int[PIECE];
        boolean[] same = new boolean[PIECE];
        SortedSet<Integer> unknown = new TreeSet<>();
        int count = 0;
        int read;
        do {
            read = pairs.read(left, right, same);
            for (int i = 0; i < read; i++) {
                long one = templates.index(left[i]);
                long other = templates.index(right[i]);
                if (one < 0) {
                    unknown.add(left[i]);
                }
                if (other < 0) {
                    unknown.add(right[i]);
                }
                if (unknown.isEmpty()) {
                    into[count++] = one << 32 | other << 1 | (same[i] ? 1 : 0);
                }
            }
        } while (read > 0 && (count + PIECE <= into.length || !unknown.isEmpty()));
        if (!unknown.isEmpty()) {
            throw new ProblemException(Templates.without(file.toString(), unknown));
        }
        return new TemplatePairs(into, count);
    }

    /**
     * The pairs in an order in which templates that lie near each other follow each other, so that most of them come out of
     * the cache: in the order of a list that is not sorted, reading them from memory costs ten times the arithmetic.
     *
     * @param templates how many there are
     * @param into the pairs are put here
     */
    void order(int templates, long[] into) {
        int tile = Math.max(TILE, (templates + MOST_TILES - 1) / MOST_TILES);
        int side = (templates + tile - 1) / tile;
        int[] start = new int[side * side + 1];
        for (int i = 0; i < count; i++) {
            start[one(packed[i]) / tile * side + other(packed[i]) / tile + 1]++;
        }
        for (int i = 0; i < side * side; i++) {
            start[i + 1] += start[i];
        }
        for (int i = 0; i < count; i++) {
            into[start[one(packed[i]) / tile * side + other(packed[i]) / tile]++] = packed[i];
        }
    }
}
