package marginlab.loss.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.loss.formula.Expression.Call;

/** What a formula can apply: functions by their names, and operators. */
public enum FormulaFunction {
    LESS("<", 1, 2),
    AT_MOST("<=", 1, 2),
    ABOVE(">", 1, 2),
    AT_LEAST(">=", 1, 2),
    ADD("+", 2, 2),
    SUBTRACT("-", 2, 2),
    MULTIPLY("*", 3, 2),
    DIVIDE("/", 3, 2),
    NEGATE("-", 4, 1),
    SIN(1),
    COS(1),
    TAN(1),
    ASIN(1),
    ACOS(1),
    ATAN(1),
    EXP(1),
    LOG(1),
    SQRT(1),
    ABS(1),
    /** The whole number below; a constant to the derivative. */
    FLOOR(1),
    POW(2),
    MIN(2),
    MAX(2),
    /** Of a value, its lower and its upper bound. */
    CLIP(3),
    /** Of a condition, a value where it is not 0, and one where it is. */
    IF(3),
    /** Over the batch; a constant to the derivative. */
    MEAN(1),
    /** The standard deviation over the batch, divided by N - 1; a constant to the derivative. */
    STD(1),
    /** The value at theta = 0, for what follows from an angle's margin; nobody can write it. */
    AT_CENTRE("@", 0, 1);

    private static final int TIGHTEST = 9;
    private static final int PREFIX = 4;
    private static final int COMPARISON = 1;

    private final String symbol;
    private final int precedence;
    private final int arity;

    FormulaFunction(String symbol, int precedence, int arity) {
        this.symbol = symbol;
        this.precedence = precedence;
        this.arity = arity;
    }

    FormulaFunction(int arity) {
        this.symbol = name().toLowerCase(Locale.ROOT);
        this.precedence = TIGHTEST;
        this.arity = arity;
    }

    /** The function that is written with its name. */
    static Optional<FormulaFunction> named(String name) {
        return Arrays.stream(values())
                .filter(function -> function.isNamed() && function.symbol.equals(name))
                .findFirst();
    }

    /** The names of all functions. */
    static List<String> names() {
        return Arrays.stream(values())
                .filter(FormulaFunction::isNamed)
                .map(function -> function.symbol)
                .toList();
    }

    private boolean isNamed() {
        return precedence == TIGHTEST;
    }

    /** Whether it goes over the batch. */
    boolean isStatistic() {
        return this == MEAN || this == STD;
    }

    String symbol() {
        return symbol;
    }

    int arity() {
        return arity;
    }

    /** What it is applied to, in its normal form. */
    String text(List<Expression> arguments) {
        if (precedence == PREFIX) {
            return symbol + inBrackets(arguments.get(0), PREFIX);
        }
        if (!isNamed() && arity == 2) {
            // One comparison is not compared with another without brackets.
            int left = precedence == COMPARISON ? COMPARISON + 1 : precedence;
            return inBrackets(arguments.get(0), left) + " " + symbol + " "
                    + inBrackets(arguments.get(1), precedence + 1);
        }
        return symbol + arguments.stream().map(Expression::text).collect(Collectors.joining(", ", "(", ")"));
    }

    /** With brackets where it binds less than it must. */
    private static String inBrackets(Expression argument, int least) {
        boolean loose = argument instanceof Call && ((Call) argument).function().precedence < least;
        return loose ? "(" + argument.text() + ")" : argument.text();
    }
}
