package marginlab.protocol.pair;

import java.util.Arrays;

/**
 * The highest scores of impostor pairs out of any number of them, exact: what is below the lowest that can still count is
 * not kept. Threads may add at the same time.
 */
public final class HighestImpostors {
    private final int keep;
    private double[] buffer;
    private int size;
    private volatile double gate = Double.NEGATIVE_INFINITY;

    public HighestImpostors(int keep) {
        this.keep = keep;
        buffer = new double[Math.max(2 * keep, 1 << 16)];
    }

    /** The pairs that must be kept to tell a rate exactly: those it allows to pass, and the next one. */
    public static int needed(double rate, long pairs) {
        return Math.toIntExact(allowed(rate, pairs) + 1);
    }

    public static long allowed(double rate, long pairs) {
        return (long) Math.floor(rate * pairs * (1 + 1e-12));
    }

    /** A score at or below the gate cannot be among the highest. */
    public double gate() {
        return gate;
    }

    public synchronized void add(double[] scores, int count) {
        for (int i = 0; i < count; i++) {
            if (size == buffer.length) {
                trim();
            }
            buffer[size++] = scores[i];
        }
    }

    private void trim() {
        Arrays.parallelSort(buffer, 0, size);
        System.arraycopy(buffer, size - keep, buffer, 0, keep);
        size = keep;
        gate = buffer[0];
    }

    /** The (n+1)-th highest: with a threshold above it, n impostor pairs pass. Negative infinity when there are not so many. */
    public synchronized double after(long n) {
        if (n >= keep) {
            throw new IllegalArgumentException(n + " of " + keep + " kept");
        }
        Arrays.parallelSort(buffer, 0, size);
        return n >= size ? Double.NEGATIVE_INFINITY : buffer[size - 1 - (int) n];
    }
}
