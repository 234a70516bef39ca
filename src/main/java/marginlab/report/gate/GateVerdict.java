package marginlab.report.gate;

import java.util.Locale;
import marginlab.stats.Interval;

/** What the accuracy gate says of a result, with the exit code that scripts rely on; the graver first. */
public enum GateVerdict {
    /** Data, backbone, schedule or engine differ: there is nothing to compare. */
    NOT_COMPARABLE(6),
    /** Surely worse than the baseline by more than the tolerance. */
    REGRESSED(3),
    /** A cell of the baseline has no result, or not for all of its seeds. */
    INCOMPLETE(5),
    /** Too few seeds or pairs to tell. */
    INCONCLUSIVE(4),
    /** Surely not worse by more than the tolerance. */
    PASSED(0);

    private final int exitCode;

    GateVerdict(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** {@code not-comparable}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The verdict on one difference (new minus baseline).
     *
     * @param interval that holds the true difference
     * @param tolerance a drop that is tolerated, at least 0
     */
    public static GateVerdict of(Interval interval, double tolerance) {
        if (interval.high() < -tolerance) {
            return REGRESSED;
        }
        return interval.low() >= -tolerance ? PASSED : INCONCLUSIVE;
    }

    /** The graver of two. */
    public GateVerdict and(GateVerdict other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
