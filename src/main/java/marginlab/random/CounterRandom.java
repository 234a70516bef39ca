package marginlab.random;

/**
 * Random numbers that depend on nothing but what they are for: the same seed and numbers give the same draw on every thread,
 * machine and Java version. Mixing is that of SplitMix64 (Steele, Lea and Flood 2014).
 */
public final class CounterRandom {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** A stream of its own for each tuple of numbers. */
    public CounterRandom(long... of) {
        for (long part : of) {
            state = mix(state + GAMMA ^ mix(part + GAMMA));
        }
    }

    public long next() {
        state += GAMMA;
        return mix(state);
    }

    /** A whole number from 0 to {@code bound - 1}; the bias is below {@code bound / 2^63}. */
    public int below(int bound) {
        return (int) ((next() >>> 1) % bound);
    }

    /** A number from 0 to 1, without 1. */
    public double unit() {
        return (next() >>> 11) * 0x1p-53;
    }

    public boolean coin() {
        return next() < 0;
    }

    /** Brings numbers into random order (Fisher and Yates). */
    public void shuffle(int[] numbers) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int j = below(i + 1);
            int kept = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = kept;
        }
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
