package marginlab.loss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.loss.formula.LossDefinition;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.label.TermParameter;

/** The numbers in the brackets of an objective's terms, by the name of the term and their own: {@code ArcFace.m}. */
public final class TermNumbers {
    /** What the number {@code m} of a margin loss is called, too. */
    public static final String MARGIN = "margin";

    private static final Pattern TERM = Pattern.compile("([A-Za-z][A-Za-z0-9-]*)(?:\\(([^()]*)\\))?");

    private TermNumbers() {}

    /** What an objective has, in the order of its label. */
    public static Map<String, ParameterRange> of(Objective objective) {
        Map<String, ParameterRange> numbers = new LinkedHashMap<>();
        for (Objective.Addend addend : objective.addends()) {
            String title = title(addend.term());
            parameters(title, objective.definitions())
                    .forEach(number -> numbers.put(title + "." + number.name(), number.range()));
        }
        return numbers;
    }

    /**
     * Which number of an objective a name means: {@code ArcFace.m} itself; {@code m} or {@code margin} the first that is called m;
     * absent where it has none.
     */
    public static Optional<String> named(Objective objective, String name) {
        String own = name.equals(MARGIN) ? "m" : name;
        return of(objective).keySet().stream()
                .filter(number -> number.equals(name) || number.endsWith("." + own))
                .findFirst();
    }

    /**
     * The objective with other numbers.
     *
     * @param values by {@code ArcFace.m}
     * @throws IllegalArgumentException where one is not in the range that its loss has
     */
    public static Objective with(Objective objective, Map<String, Double> values) {
        List<Objective.Addend> addends = objective.addends().stream()
                .map(addend ->
                        new Objective.Addend(addend.weight(), with(addend.term(), values, objective.definitions())))
                .toList();
        return new Objective(addends);
    }

    private static Term with(Term term, Map<String, Double> values, LossDefinitions definitions) {
        Matcher label = TERM.matcher(term.label());
        if (!label.matches()) {
            throw new IllegalStateException("the label " + term.label());
        }
        String title = label.group(1);
        List<TermParameter> parameters = parameters(title, definitions);
        if (parameters.stream().noneMatch(number -> values.containsKey(title + "." + number.name()))) {
            return term;
        }
        String[] given = label.group(2) == null ? new String[0] : label.group(2).split(",");
        StringBuilder text = new StringBuilder(title).append('(');
        for (int i = 0; i < parameters.size(); i++) {
            TermParameter number = parameters.get(i);
            String now = i < given.length ? given[i].strip() : LabelNumber.text(number.standard());
            Double other = values.get(title + "." + number.name());
            text.append(i == 0 ? "" : ", ").append(other == null ? now : LabelNumber.text(other));
        }
        return Objective.parse(text.append(')').toString(), definitions)
                .addends()
                .get(0)
                .term();
    }

    private static String title(Term term) {
        Matcher label = TERM.matcher(term.label());
        return label.matches() ? label.group(1) : term.label();
    }

    private static List<TermParameter> parameters(String title, LossDefinitions definitions) {
        Optional<LossDefinition> defined = definitions.named(title);
        if (defined.isPresent()) {
            return defined.get().parameters().stream()
                    .map(name -> new TermParameter(name, 0, ParameterRange.REAL))
                    .toList();
        }
        if (definitions.ofJars().containsKey(title)) {
            return definitions.ofJars().get(title).parameters();
        }
        return TermKind.named(title).map(TermKind::parameters).orElse(List.of());
    }
}
