package marginlab.loss.label;

import java.util.function.DoublePredicate;

/** The values that a parameter of a term may have. */
public enum ParameterRange {
    POSITIVE("a number above 0", x -> x > 0 && x < Double.POSITIVE_INFINITY),
    ANGLE("an angle in [0, pi), in radians or with deg", x -> x >= 0 && x < Math.PI),
    COSINE("a number in [0, 2)", x -> x >= 0 && x < 2),
    AT_LEAST_ZERO("a number of at least 0", x -> x >= 0 && x < Double.POSITIVE_INFINITY),
    SHARE("a number in (0, 1]", x -> x > 0 && x <= 1),
    FRACTION("a number in (0, 1)", x -> x > 0 && x < 1),
    REAL("a number, or an angle with deg", Double::isFinite),
    COUNT("a whole number from 1 to 100", x -> x >= 1 && x <= 100 && x == Math.rint(x));

    private final String text;
    private final DoublePredicate test;

    ParameterRange(String text, DoublePredicate test) {
        this.text = text;
        this.test = test;
    }

    /** What is in it, in words. */
    public String text() {
        return text;
    }

    /** Whether its values may be written in degrees. */
    public boolean isAngle() {
        return this == ANGLE || this == REAL;
    }

    public boolean contains(double value) {
        return test.test(value);
    }

    /** The value, without the sign of a zero, which equality would see; an exception where it is out of the range. */
    public double check(String name, double value) {
        if (!contains(value)) {
            throw new IllegalArgumentException(name + " is " + text + ", not " + value);
        }
        return value + 0.0;
    }
}
