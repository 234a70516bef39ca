package marginlab.loss.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import marginlab.loss.formula.Expression.Call;
import marginlab.loss.formula.Expression.Constant;
import marginlab.loss.formula.Expression.Name;
import marginlab.problem.ClosestName;

/**
 * Reads a formula.
 *
 * <pre>
 * comparison = sum [("&lt;" | "&lt;=" | "&gt;" | "&gt;=") sum]
 * sum        = product {("+" | "-") product}
 * product    = factor {("*" | "/") factor}
 * factor     = "-" factor | atom ["^" factor]
 * atom       = number | name | name "(" comparison {"," comparison} ")" | "(" comparison ")"
 * </pre>
 */
final class FormulaParser {
    /** Ten lines of text. */
    static final int LONGEST = 1000;

    static final int DEEPEST = 50;
    static final int MOST_PARTS = 400;

    private static final Map<String, FormulaFunction> COMPARISONS = Map.of(
            "<", FormulaFunction.LESS,
            "<=", FormulaFunction.AT_MOST,
            ">", FormulaFunction.ABOVE,
            ">=", FormulaFunction.AT_LEAST);
    /** Hears what is wrong. */
    interface FormulaProblems {
        /** @param offset characters of the formula before the place */
        void problem(int offset, String found, String expected, String hint);
    }

    private final FormulaText text;
    private final FormulaScope scope;
    private final FormulaProblems sink;
    private int depth;
    private int parts;
    private boolean whole = true;

    private FormulaParser(String text, FormulaScope scope, FormulaProblems sink) {
        this.text = new FormulaText(text);
        this.scope = scope;
        this.sink = sink;
    }

    /** The formula, unless something is wrong with it: every name that is not known, and the first thing that cannot be read. */
    static Optional<Expression> parse(String text, FormulaScope scope, FormulaProblems sink) {
        FormulaParser parser = new FormulaParser(text, scope, sink);
        try {
            Expression expression = parser.all();
            return parser.whole ? Optional.of(expression) : Optional.empty();
        } catch (FormulaText.UnreadableException e) {
            sink.problem(e.offset(), e.found(), e.expected(), e.hint());
            return Optional.empty();
        }
    }

    private Expression all() {
        if (text.length() > LONGEST) {
            throw FormulaText.unreadable(0, "a formula of " + text.length() + " characters", "at most " + LONGEST, "");
        }
        Expression expression = comparison();
        if (!text.ended()) {
            throw text.unreadable(text.here(), "an operator or the end", text.missingOperator());
        }
        return expression;
    }

    private Expression comparison() {
        Expression left = sum();
        String symbol = text.match(FormulaText.COMPARISON);
        return symbol == null ? left : made(COMPARISONS.get(symbol), List.of(left, sum()));
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (text.accept('+')) {
                left = made(FormulaFunction.ADD, List.of(left, product()));
            } else if (text.accept('-')) {
                left = made(FormulaFunction.SUBTRACT, List.of(left, product()));
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = factor();
        while (true) {
            if (text.startsWith("**")) {
                throw text.unreadable("**", "an operator or the end", "A power is x ^ 2, or pow(x, 2)");
            } else if (text.accept('*')) {
                left = made(FormulaFunction.MULTIPLY, List.of(left, factor()));
            } else if (text.accept('/')) {
                left = made(FormulaFunction.DIVIDE, List.of(left, factor()));
            } else {
                return left;
            }
        }
    }

    private Expression factor() {
        if (++depth > DEEPEST) {
            throw text.unreadable("more than " + DEEPEST + " levels of brackets", "at most " + DEEPEST, "");
        }
        Expression factor;
        if (text.accept('-')) {
            factor = made(FormulaFunction.NEGATE, List.of(factor()));
        } else {
            Expression base = atom();
            factor = text.accept('^') ? made(FormulaFunction.POW, List.of(base, factor())) : base;
        }
        depth--;
        return factor;
    }

    private Expression atom() {
        int start = text.next();
        if (text.accept('(')) {
            Expression inside = comparison();
            close("an operator or )");
            return inside;
        }
        String number = text.match(FormulaText.NUMBER);
        if (number != null) {
            double value = Double.parseDouble(number);
            if (Double.isInfinite(value)) {
                throw FormulaText.unreadable(start, FormulaText.shortened(number), "a number below 1.8e308", "");
            }
            count();
            return new Constant(value);
        }
        String name = text.match(FormulaText.NAME);
        if (name == null) {
            throw FormulaText.unreadable(start, text.here(), "a number, a name, - or (", text.lookalike());
        }
        count();
        return text.accept('(') ? call(name, start) : variable(name, start);
    }

    private Expression call(String name, int start) {
        Optional<FormulaFunction> function = FormulaFunction.named(name);
        if (function.isEmpty()) {
            boolean known = scope.known().contains(name);
            String hint = known ? "A product needs its *" : ClosestName.hint(name, FormulaFunction.names());
            wrong(start, FormulaText.shortened(name) + "(", "a function", hint);
        }
        List<Expression> arguments = new ArrayList<>();
        do {
            arguments.add(comparison());
        } while (text.accept(','));
        close("an operator, a comma or )");
        if (function.isEmpty()) {
            return new Constant(0);
        }
        int arity = function.get().arity();
        if (arguments.size() != arity) {
            wrong(start, name + " of " + values(arguments.size()), name + " of " + values(arity), "");
            return new Constant(0);
        }
        return new Call(function.get(), arguments);
    }

    private static String values(int count) {
        return count == 1 ? "1 value" : count + " values";
    }

    private Expression variable(String name, int start) {
        if (scope.elsewhere().containsKey(name)) {
            wrong(start, name, "another name", scope.elsewhere().get(name));
        } else if (!scope.known().contains(name)) {
            boolean function = FormulaFunction.named(name).isPresent();
            wrong(
                    start,
                    FormulaText.shortened(name),
                    "a name that is known here",
                    function ? name + " is a function: " + name + "(...)" : nearest(name));
        }
        return new Name(name);
    }

    private String nearest(String name) {
        return ClosestName.hint(name, new TreeSet<>(scope.known()));
    }

    private void close(String expected) {
        if (!text.accept(')')) {
            throw text.unreadable(text.here(), expected, text.missingOperator());
        }
    }

    private Expression made(FormulaFunction function, List<Expression> arguments) {
        count();
        return new Call(function, arguments);
    }

    private void count() {
        if (++parts > MOST_PARTS) {
            throw text.unreadable("more than " + MOST_PARTS + " parts", "at most " + MOST_PARTS, "Use let for a part");
        }
    }

    private void wrong(int offset, String found, String expected, String hint) {
        whole = false;
        sink.problem(offset, found, expected, hint);
    }
}
