package marginlab.stats;

/**
 * The exact test of whole numbers that would have either sign with equal chance if nothing made a difference.
 *
 * <p>{@code p = P(|sum of +-m| >= |observed sum|)} over all signs of the magnitudes m. With magnitudes of 1 alone it is
 * McNemar's test.
 */
final class SignFlipTest {
    private SignFlipTest() {}

    /**
     * The two-sided p-value.
     *
     * @param frequency how many of the numbers have the magnitude that is the index
     * @param observed the magnitude of their sum
     */
    static double p(int[] frequency, long observed) {
        int most = 0;
        for (int magnitude = 1; magnitude < frequency.length; magnitude++) {
            most = Math.addExact(most, Math.multiplyExact(magnitude, frequency[magnitude]));
        }
        // The sum of the numbers that are positive: the sum of all is twice that, minus the most.
        double[] chance = new double[most + 1];
        chance[0] = 1;
        int reached = 0;
        for (int magnitude = 1; magnitude < frequency.length; magnitude++) {
            for (int i = 0; i < frequency[magnitude]; i++) {
                reached += magnitude;
                for (int sum = reached; sum >= 0; sum--) {
                    chance[sum] = (chance[sum] + (sum >= magnitude ? chance[sum - magnitude] : 0)) / 2;
                }
            }
        }
        double p = 0;
        for (int positive = 0; positive <= most; positive++) {
            p += Math.abs(2L * positive - most) >= observed ? chance[positive] : 0;
        }
        return Math.min(1, p);
    }
}
