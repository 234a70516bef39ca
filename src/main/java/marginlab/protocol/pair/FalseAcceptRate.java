package marginlab.protocol.pair;

/**
 * A rate of false accepts at which something is told, by its name. One rule holds for every figure of such a rate, of all protocols:
 * impostors tell it where there are at least as many as one over the rate.
 *
 * @param name as the figure has it: {@code 1e-3}
 */
public record FalseAcceptRate(String name) {
    private static final double ROUNDING = 1e-9;

    public double value() {
        return Double.parseDouble(name);
    }

    /** Whether so many impostors tell it: one of them is no more than the rate allows. */
    public boolean isToldBy(long impostors) {
        return isTold(value(), impostors);
    }

    /** The same of a rate without a name. */
    public static boolean isTold(double rate, long impostors) {
        return rate * impostors >= 1 - ROUNDING;
    }

    /** How many of so many impostors it allows. */
    public long allowed(long impostors) {
        return HighestImpostors.allowed(value(), impostors);
    }
}
