package marginlab.train;

import java.util.SplittableRandom;

/** What random numbers of a step are for; each purpose has its own, which follow from the trial's seed and the step. */
enum RandomPurpose {
    DROPOUT(0),
    /** Margins that are drawn, and choices among triplets. */
    LOSS(0xA0761D6478BD642FL),
    /** Which classes a step's head has. */
    CLASSES(0xE7037ED1A0B428DBL);

    /** Odd, and not the generator's own increment: with that, one seed's numbers would be the next one's, a draw later. */
    private static final long APART = 0xD1342543DE82EF95L;

    private final long salt;

    RandomPurpose(long salt) {
        this.salt = salt;
    }

    SplittableRandom random(long seed, long step) {
        return new SplittableRandom((seed * APART + step) ^ salt);
    }
}
