package marginlab.loss.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern COMPARISON = Pattern.compile("<=|>=|<|>");
    private static final Map<String, FormulaFunction> COMPARISONS = Map.of(
            "<", FormulaFunction.LESS,
            "<=", FormulaFunction.AT_MOST,
            ">", FormulaFunction.ABOVE,
            ">=", FormulaFunction.AT_LEAST);
    private static final Map<Integer, String> LOOKALIKES = Map.of(
            (int) '\u03b8', "theta",
            (int) '\u03c0', "pi",
            (int) '\u2212', "-",
            (int) '\u00d7', "*",
            (int) '\u00b7', "*",
            (int) '\u2264', "<=",
            (int) '\u2265', ">=",
            (int) '\u00b2', "^ 2",
            (int) '\u221a', "sqrt(...)");

    /** Hears what is wrong. */
    interface Sink {
        /** @param offset characters of the formula before the place */
        void problem(int offset, String found, String expected, String hint);
    }

    private final String text;
    private final FormulaScope scope;
    private final Sink sink;
    private int at;
    private int depth;
    private int parts;
    private boolean whole = true;

    private FormulaParser(String text, FormulaScope scope, Sink sink) {
        this.text = text;
        this.scope = scope;
        this.sink = sink;
    }

    /** The formula, unless something is wrong with it: every name that is not known, and the first thing that cannot be read. */
    static Optional<Expression> parse(String text, FormulaScope scope, Sink sink) {
        FormulaParser parser = new FormulaParser(text, scope, sink);
        try {
            Expression expression = parser.all();
            return parser.whole ? Optional.of(expression) : Optional.empty();
        } catch (UnreadableException e) {
            sink.problem(e.offset, e.found, e.expected, e.hint);
            return Optional.empty();
        }
    }

    /** What ends the reading. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int offset;
        private final String found;
        private final String expected;
        private final String hint;

        UnreadableException(int offset, String found, String expected, String hint) {
            super(found, null, false, false);
            this.offset = offset;
            this.found = found;
            this.expected = expected;
            this.hint = hint;
        }
    }

    private Expression all() {
        if (text.length() > LONGEST) {
            throw unreadable(0, "a formula of " + text.length() + " characters", "at most " + LONGEST, "");
        }
        Expression expression = comparison();
        if (at < text.length()) {
            throw unreadable(at, here(), "an operator or the end", missingOperator());
        }
        return expression;
    }

    /** {@code 2 theta} is what people write on paper. */
    private String missingOperator() {
        char next = text.charAt(at);
        if (text.startsWith("==", at) || next == '=') {
            return "Comparisons are <, <=, > and >=";
        }
        return Character.isLetterOrDigit(next) && !LOOKALIKES.containsKey((int) next) || next == '('
                ? "A product needs its *"
                : lookalike(next);
    }

    private static String lookalike(int character) {
        String ours = LOOKALIKES.get(character);
        return ours == null ? "" : "Write " + ours;
    }

    private Expression comparison() {
        Expression left = sum();
        String symbol = match(COMPARISON);
        return symbol == null ? left : made(COMPARISONS.get(symbol), List.of(left, sum()));
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (accept('+')) {
                left = made(FormulaFunction.ADD, List.of(left, product()));
            } else if (accept('-')) {
                left = made(FormulaFunction.SUBTRACT, List.of(left, product()));
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = factor();
        while (true) {
            if (text.startsWith("**", at)) {
                throw unreadable(at, "**", "an operator or the end", "A power is x ^ 2, or pow(x, 2)");
            } else if (accept('*')) {
                left = made(FormulaFunction.MULTIPLY, List.of(left, factor()));
            } else if (accept('/')) {
                left = made(FormulaFunction.DIVIDE, List.of(left, factor()));
            } else {
                return left;
            }
        }
    }

    private Expression factor() {
        if (++depth > DEEPEST) {
            throw unreadable(at, "more than " + DEEPEST + " levels of brackets", "at most " + DEEPEST, "");
        }
        Expression factor;
        if (accept('-')) {
            factor = made(FormulaFunction.NEGATE, List.of(factor()));
        } else {
            Expression base = atom();
            factor = accept('^') ? made(FormulaFunction.POW, List.of(base, factor())) : base;
        }
        depth--;
        return factor;
    }

    private Expression atom() {
        space();
        int start = at;
        if (accept('(')) {
            Expression inside = comparison();
            close("an operator or )");
            return inside;
        }
        String number = match(NUMBER);
        if (number != null) {
            double value = Double.parseDouble(number);
            if (Double.isInfinite(value)) {
                throw unreadable(start, shortened(number), "a number below 1.8e308", "");
            }
            count();
            return new Constant(value);
        }
        String name = match(NAME);
        if (name == null) {
            throw unreadable(
                    start,
                    here(),
                    "a number, a name, - or (",
                    at < text.length() ? lookalike(text.codePointAt(at)) : "");
        }
        count();
        return accept('(') ? call(name, start) : variable(name, start);
    }

    private Expression call(String name, int start) {
        Optional<FormulaFunction> function = FormulaFunction.named(name);
        if (function.isEmpty()) {
            boolean known = scope.known().contains(name);
            String hint = known ? "A product needs its *" : ClosestName.hint(name, FormulaFunction.names());
            wrong(start, shortened(name) + "(", "a function", hint);
        }
        List<Expression> arguments = new ArrayList<>();
        do {
            arguments.add(comparison());
        } while (accept(','));
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
                    shortened(name),
                    "a name that is known here",
                    function ? name + " is a function: " + name + "(...)" : nearest(name));
        }
        return new Name(name);
    }

    private String nearest(String name) {
        return ClosestName.hint(name, new TreeSet<>(scope.known()));
    }

    private void close(String expected) {
        if (!accept(')')) {
            throw unreadable(at, here(), expected, at < text.length() ? missingOperator() : "");
        }
    }

    private Expression made(FormulaFunction function, List<Expression> arguments) {
        count();
        return new Call(function, arguments);
    }

    private void count() {
        if (++parts > MOST_PARTS) {
            throw unreadable(at, "more than " + MOST_PARTS + " parts", "at most " + MOST_PARTS, "Use let for a part");
        }
    }

    private void wrong(int offset, String found, String expected, String hint) {
        whole = false;
        sink.problem(offset, found, expected, hint);
    }

    private boolean accept(char symbol) {
        space();
        boolean here = at < text.length() && text.charAt(at) == symbol;
        at += here ? 1 : 0;
        space();
        return here;
    }

    private void space() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private String match(Pattern pattern) {
        space();
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        String found = matcher.group();
        space();
        return found;
    }

    /** What stands here, for a person. */
    private String here() {
        if (at >= text.length()) {
            return "the end";
        }
        Matcher name = NAME.matcher(text).region(at, text.length());
        return name.lookingAt() ? shortened(name.group()) : new String(Character.toChars(text.codePointAt(at)));
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    private static UnreadableException unreadable(int offset, String found, String expected, String hint) {
        return new UnreadableException(offset, found, expected, hint);
    }
}
