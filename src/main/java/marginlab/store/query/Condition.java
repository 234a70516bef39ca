package marginlab.store.query;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** What a run has to satisfy: {@code loss=ArcFace*}, {@code scale>=32}, {@code accuracy@lfw>90%}, {@code since=yesterday}. */
final class Condition {
    /** A figure's own name may hold an equals sign: {@code tar@far=1e-4@ijb-c}. */
    private static final Pattern FORM = Pattern.compile(
            "\\s*([^=<>!]{1,200}@[a-z]{1,20}=[0-9.e+-]{1,20}(?:@[^=<>!]{1,200})?|[^=<>!]{1,200}?)\\s*(!=|<=|>=|==?|<|>)\\s*(.*)",
            Pattern.DOTALL);

    /** What would be a value otherwise, that no run has. */
    private static final Pattern OR =
            Pattern.compile("(?i)[^\"'].* or [^=<>!]{1,200}(!=|<=|>=|=|<|>).*", Pattern.DOTALL);

    private static final double HALF_A_SECOND = 0.5;

    private final RunColumns columns;
    private final Clock clock;
    private final String place;
    private final String operator;
    private final String value;

    private Condition(RunColumns columns, Clock clock, String place, String operator, String value) {
        this.columns = columns;
        this.clock = clock;
        this.place = place;
        this.operator = operator;
        this.value = value;
    }

    /**
     * Reads one.
     *
     * @param place where it was given, for messages
     * @throws ProblemException when it is none, or of a column that is not there
     */
    static Predicate<RunRecord> of(String text, RunColumns columns, Clock clock, String place) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ProblemException(new Problem(
                    place,
                    "'" + text + "'",
                    "a column, one of = != < <= > >=, and a value: loss=ArcFace*, scale>=32, accuracy@lfw>0.9"));
        }
        String given = matcher.group(3).strip();
        if (OR.matcher(given).matches()) {
            throw new ProblemException(new Problem(
                    place,
                    "'" + text.strip() + "'",
                    "conditions joined by 'and'; values of one column are joined by '|': loss=NS|AdaCos"));
        }
        String operator = matcher.group(2).equals("==") ? "=" : matcher.group(2);
        return new Condition(columns, clock, place, operator, unquoted(given))
                .on(matcher.group(1).strip());
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() > 1 && "\"'".indexOf(value.charAt(0)) >= 0;
        return isQuoted && value.charAt(value.length() - 1) == value.charAt(0)
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private Predicate<RunRecord> on(String name) {
        if (name.equals("since") || name.equals("until")) {
            if (!operator.equals("=")) {
                throw wrong(name + operator, name + "=" + "a time: " + TimeSpan.EXPECTED);
            }
            return time(columns.named("started", place), name.equals("since") ? ">=" : "<=");
        }
        RunColumn column = columns.named(name, place);
        if (value.isEmpty()) {
            return presence(column);
        }
        return switch (column.kind()) {
            case TEXT -> text(column);
            case SHARE -> compare(column, share(), Quantity::precision);
            case NUMBER -> compare(column, number(), Quantity::precision);
            case DURATION -> compare(column, length(), length -> HALF_A_SECOND);
            case TIME -> time(column, operator);
        };
    }

    private Predicate<RunRecord> presence(RunColumn column) {
        if (!operator.equals("=") && !operator.equals("!=")) {
            throw wrong("nothing after " + operator, "a value");
        }
        boolean wanted = operator.equals("!=");
        return record -> column.value().apply(record).isPresent() == wanted;
    }

    private Predicate<RunRecord> text(RunColumn column) {
        if (isOrder()) {
            Quantity bound = number();
            return record -> column.texts(record).stream()
                    .map(Quantity::of)
                    .flatMap(Optional::stream)
                    .anyMatch(one ->
                            one.unit().equals(bound.unit()) && holds(Double.compare(one.value(), bound.value())));
        }
        Predicate<String> equal = Stream.of(value.split("\\|"))
                .map(one -> equalTo(column.name(), one.strip()))
                .reduce(one -> false, Predicate::or);
        boolean wanted = operator.equals("=");
        return record -> column.texts(record).stream().anyMatch(equal) == wanted;
    }

    /** Ids are given by their start everywhere; blanks in a loss mean nothing. */
    private static Predicate<String> equalTo(String column, String value) {
        if (column.equals("id")) {
            GlobPattern start = new GlobPattern(value + "*");
            return start::matches;
        }
        Optional<Quantity> quantity = Quantity.of(value);
        GlobPattern pattern = new GlobPattern(value.replace(" ", ""));
        return text -> pattern.matches(text.replace(" ", ""))
                || quantity.flatMap(wanted -> Quantity.of(text)
                                .filter(found -> found.unit().equals(wanted.unit()) && found.value() == wanted.value()))
                        .isPresent();
    }

    private Predicate<RunRecord> compare(RunColumn column, Quantity bound, Function<Quantity, Double> precision) {
        double near = precision.apply(bound);
        return record -> {
            Optional<Double> found = column.number(record);
            if (found.isEmpty()) {
                return false;
            }
            double difference = found.get() - bound.value();
            boolean isEqual = Math.abs(difference) <= near;
            return isOrder() ? holds(Double.compare(found.get(), bound.value())) : isEqual == operator.equals("=");
        };
    }

    private Predicate<RunRecord> time(RunColumn column, String relation) {
        TimeSpan span = TimeSpan.of(value, clock).orElseThrow(() -> wrong("'" + value + "'", TimeSpan.EXPECTED));
        double from = span.from().toEpochMilli() / 1e3;
        double until = span.until().toEpochMilli() / 1e3;
        Predicate<Double> holds = switch (relation) {
            case "<" -> moment -> moment < from;
            case "<=" -> moment -> moment < until;
            case ">" -> moment -> moment >= until;
            case ">=" -> moment -> moment >= from;
            case "!=" -> moment -> moment < from || moment >= until;
            default -> moment -> moment >= from && moment < until;
        };
        return record -> column.number(record).filter(holds).isPresent();
    }

    private boolean isOrder() {
        return operator.startsWith("<") || operator.startsWith(">");
    }

    private boolean holds(int order) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private Quantity number() {
        return Quantity.of(value).orElseThrow(() -> wrong("'" + value + "'", "a number"));
    }

    private Quantity share() {
        Quantity share = number().fraction();
        if (!share.unit().isEmpty() || Math.abs(share.value()) > 1) {
            throw new ProblemException(new Problem(
                    place,
                    "'" + value + "'",
                    "a fraction from 0 to 1, or percent with its sign",
                    share.unit().isEmpty() ? "Did you mean '" + value + "%'?" : ""));
        }
        return share;
    }

    private Quantity length() {
        double seconds = LengthOfTime.seconds(value.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> wrong("'" + value + "'", LengthOfTime.EXPECTED));
        return new Quantity(seconds, "", 0);
    }

    private ProblemException wrong(String found, String expected) {
        return new ProblemException(new Problem(place, found, expected));
    }

    /** The conditions that one text joins by "and", outside of quotes. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        char quote = 0;
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (quote != 0) {
                quote = letter == quote ? 0 : quote;
            } else if ((letter == '"' || letter == '\'') && at > 0 && "=<> ".indexOf(text.charAt(at - 1)) >= 0) {
                quote = letter;
            } else if (text.regionMatches(true, at, " and ", 0, " and ".length())) {
                parts.add(text.substring(from, at));
                from = at + " and ".length();
                at = from - 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
