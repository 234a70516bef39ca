package marginlab.synthetic;

import marginlab.random.CounterRandom;

/** The random numbers of a face: real ones, made of sums and products alone, so that every machine draws the same. */
final class FaceRandom {
    private final CounterRandom draw;

    /** A stream of its own for each tuple of keys. */
    FaceRandom(long... keys) {
        draw = new CounterRandom(keys);
    }

    /** A number in [0, 1), a multiple of 2^-24. */
    float unit() {
        return (draw.next() >>> 40) * 0x1p-24f;
    }

    float between(float low, float high) {
        return low + (high - low) * unit();
    }

    /** Close to a normal number, within 3.46 spreads of its mean: the sum of four uniform ones. */
    float bell(float mean, float spread) {
        return mean + spread * 1.7320508f * (unit() + unit() + unit() + unit() - 2);
    }

    boolean chance(float probability) {
        return unit() < probability;
    }

    int below(int bound) {
        return draw.below(bound);
    }

    /** Any 64 bits. */
    long next() {
        return draw.next();
    }
}
