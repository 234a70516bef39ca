package marginlab.run.network;

import marginlab.random.CounterRandom;

/**
 * One form of the images against another on the same pairs.
 *
 * @param better share of {@value #RESAMPLES} resamples of the pairs in which the first tells people further apart; of equals one half
 * @param difference the mean of how far apart the squared distances of a pair are
 */
record FormComparison(double better, double difference) {
    static final int RESAMPLES = 1000;
    /** Squared distances of unit embeddings are 0 to 4. */
    private static final double ALIKE = 0.01;

    static FormComparison of(FormTrial one, FormTrial other) {
        double[] ours = one.scores().distances();
        double[] theirs = other.scores().distances();
        boolean[] same = one.scores().same();
        CounterRandom random = new CounterRandom(ours.length);
        double wins = 0;
        for (int resample = 0; resample < RESAMPLES; resample++) {
            int[] drawn = new int[ours.length];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = random.below(drawn.length);
            }
            wins += Double.compare(FormTrial.separation(ours, same, drawn), FormTrial.separation(theirs, same, drawn))
                            / 2.0
                    + 0.5;
        }
        double apart = 0;
        for (int i = 0; i < ours.length; i++) {
            apart += Math.abs(ours[i] - theirs[i]);
        }
        return new FormComparison(wins / RESAMPLES, apart / ours.length);
    }

    /** Whether it makes no difference which of them is taken. */
    boolean isEqual() {
        return difference < ALIKE;
    }
}
