package marginlab.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import marginlab.loss.formula.LossDefinition;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.label.LabelException;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.label.TermParameter;
import marginlab.loss.plugin.PluginLoss;
import marginlab.problem.ClosestName;

/**
 * Reads the label of an objective.
 *
 * <pre>
 * objective = addend {"+" addend}
 * addend    = [number "*"] term
 * term      = name ["(" number {"," number} ")"]
 * number    = decimal ["deg" | "rad"]
 * </pre>
 */
final class ObjectiveParser {
    /** The longest objective that makes sense has a tenth of it. */
    private static final int LONGEST = 1000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern UNIT = Pattern.compile("deg|rad");
    private static final Pattern WORD = Pattern.compile("[^\\s(),*+]+|\\S");

    private final String label;
    private final LossDefinitions definitions;
    private int at;

    ObjectiveParser(String label, LossDefinitions definitions) {
        this.label = label;
        this.definitions = definitions;
    }

    Objective objective() {
        if (label.length() > LONGEST) {
            throw problem(0, "an objective of " + label.length() + " characters", "at most " + LONGEST, "");
        }
        List<Objective.Addend> addends = new ArrayList<>();
        do {
            space();
            int start = at;
            Objective.Addend addend = addend();
            if (addends.stream().anyMatch(a -> a.term().equals(addend.term()))) {
                throw problem(start, addend.term().label() + " again", "each term once", "");
            }
            addends.stream()
                    .map(Objective.Addend::term)
                    .filter(term -> Objective.excludes(term, addend.term()) || Objective.excludes(addend.term(), term))
                    .findFirst()
                    .ifPresent(term -> {
                        String found = addend.term().label() + " beside " + term.label();
                        throw problem(
                                start, found, "terms with the same number of centres a class, and one with a bias", "");
                    });
            addends.add(addend);
        } while (accept('+'));
        if (at < label.length()) {
            throw problem(at, word(), "+ or the end", "");
        }
        return new Objective(addends);
    }

    private Objective.Addend addend() {
        space();
        int start = at;
        String number = match(NUMBER);
        if (number == null) {
            return new Objective.Addend(1, term());
        }
        double weight = Double.parseDouble(number);
        if (!ParameterRange.POSITIVE.contains(weight)) {
            throw problem(start, number, "a weight above 0", "");
        }
        if (!accept('*')) {
            throw problem(at, word(), "* and a term after the weight " + number, "");
        }
        return new Objective.Addend(weight, term());
    }

    private Term term() {
        space();
        int start = at;
        String name = match(NAME);
        if (name == null) {
            throw problem(
                    start,
                    word(),
                    "the name of a loss (the verb 'losses' lists them; --plugins adds those of jars)",
                    "");
        }
        Optional<LossDefinition> defined = definitions.named(name);
        if (defined.isPresent()) {
            return defined(defined.get(), start);
        }
        PluginLoss ofJar = definitions.ofJars().get(name);
        if (ofJar != null) {
            return new JarLoss(ofJar, numbers(ofJar.name(), ofJar.parameters()));
        }
        TermKind entry = TermKind.named(name)
                .orElseThrow(() -> problem(
                        start,
                        name,
                        "the name of a loss (the verb 'losses' lists them; --plugins adds those of jars)",
                        "Did you mean " + nearest(name) + "?"));
        return entry.create(numbers(entry.title(), entry.parameters()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** Those that are given, and the standard ones for the rest. */
    private List<Double> numbers(String title, List<TermParameter> parameters) {
        double[] values =
                parameters.stream().mapToDouble(TermParameter::standard).toArray();
        if (accept('(')) {
            arguments(title, parameters, values);
        }
        return Arrays.stream(values).boxed().toList();
    }

    /** A defined loss has no published numbers: all of its parameters are given. */
    private Term defined(LossDefinition definition, int start) {
        List<TermParameter> parameters = definition.parameters().stream()
                .map(name -> new TermParameter(name, 0, ParameterRange.REAL))
                .toList();
        double[] values = new double[parameters.size()];
        if (accept('(')) {
            int given = arguments(definition.heading(), parameters, values);
            if (given < values.length) {
                String found = given + (given == 1 ? " number" : " numbers");
                throw problem(start, found, definition.heading() + " with all of its numbers", "");
            }
        } else if (values.length > 0) {
            throw problem(start, definition.name() + " without numbers", definition.heading(), "");
        }
        return new DefinedLoss(definition, Arrays.stream(values).boxed().toList());
    }

    /** How many are given. */
    private int arguments(String title, List<TermParameter> parameters, double[] values) {
        for (int i = 0; i < parameters.size(); i++) {
            values[i] = argument(parameters.get(i));
            if (accept(')')) {
                return i + 1;
            }
            if (i + 1 < parameters.size() && !accept(',')) {
                throw problem(at, word(), ", or )", "");
            }
        }
        String numbers = parameters.size() == 1 ? "the number" : "the " + parameters.size() + " numbers";
        throw problem(at, word(), ") after " + numbers + " of " + title, "");
    }

    private double argument(TermParameter parameter) {
        space();
        int start = at;
        String number = match(NUMBER);
        String expected = parameter.name() + ", " + parameter.range().text();
        if (number == null) {
            throw problem(start, word(), expected, "");
        }
        String unit = match(UNIT);
        double value = Double.parseDouble(number);
        if (unit != null && !parameter.range().isAngle()) {
            throw problem(start, number + unit, expected + ", without a unit", "");
        }
        value = "deg".equals(unit) ? Math.toRadians(value) : value;
        if (!parameter.range().contains(value)) {
            throw problem(start, number + (unit == null ? "" : unit), expected, "");
        }
        return value;
    }

    private boolean accept(char symbol) {
        space();
        boolean here = at < label.length() && label.charAt(at) == symbol;
        at += here ? 1 : 0;
        space();
        return here;
    }

    private void space() {
        while (at < label.length() && Character.isWhitespace(label.charAt(at))) {
            at++;
        }
    }

    private String match(Pattern pattern) {
        Matcher matcher = pattern.matcher(label).region(at, label.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher.group();
    }

    private String word() {
        Matcher matcher = WORD.matcher(label).region(at, label.length());
        return matcher.lookingAt() ? matcher.group() : "the end";
    }

    private LabelException problem(int offset, String found, String expected, String hint) {
        return new LabelException(label, offset, found, expected, hint);
    }

    private String nearest(String name) {
        return Stream.of(
                        TermKind.titles().stream(),
                        definitions.byName().keySet().stream(),
                        definitions.ofJars().keySet().stream())
                .flatMap(titles -> titles)
                .min(Comparator.comparingInt(title -> ClosestName.distance(title, name)))
                .orElseThrow();
    }
}
