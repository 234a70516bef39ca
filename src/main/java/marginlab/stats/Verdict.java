package marginlab.stats;

import java.util.Locale;

/** What an interval says of a difference that is for the better where it is positive. */
public enum Verdict {
    /** The whole interval is above zero. */
    BETTER,
    /** The whole interval is below zero. */
    WORSE,
    /** The interval lies within a stated difference on both sides of zero: two one-sided tests say so (Schuirmann 1987). */
    EQUAL,
    /** None of them. */
    UNDECIDED;

    /**
     * The verdict of an interval.
     *
     * @param bound the difference within which rows are equal, above 0
     */
    public static Verdict of(Interval better, double bound) {
        if (better.low() > 0) {
            return BETTER;
        }
        if (better.high() < 0) {
            return WORSE;
        }
        return better.low() >= -bound && better.high() <= bound ? EQUAL : UNDECIDED;
    }

    /** {@code better}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
