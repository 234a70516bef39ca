package marginlab.data;

/** A stream of pseudo-random numbers, the same bits on every machine: SplitMix64 started from a hash of its keys. */
final class FaceRandom {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    FaceRandom(long... keys) {
        for (long key : keys) {
            state = mix((state ^ mix(key + STEP)) + STEP);
        }
    }

    /** A number in [0, 1), a multiple of 2^-24. */
    float unit() {
        return (next() >>> 40) * 0x1p-24f;
    }

    float between(float low, float high) {
        return low + (high - low) * unit();
    }

    /**
     * Close to a normal number, within 3.46 spreads of its mean: the sum of four uniform ones. Unlike the logarithm and
     * cosine of an exact one, a sum has the same bits everywhere.
     */
    float bell(float mean, float spread) {
        return mean + spread * 1.7320508f * (unit() + unit() + unit() + unit() - 2);
    }

    boolean chance(float probability) {
        return unit() < probability;
    }

    int below(int bound) {
        return (int) (unit() * bound);
    }

    /** Any 64 bits. */
    long next() {
        state += STEP;
        return mix(state);
    }

    /** The finaliser of SplitMix64: every bit of the result depends on every bit of the value. */
    static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
