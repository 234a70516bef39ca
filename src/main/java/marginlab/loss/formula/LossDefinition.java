package marginlab.loss.formula;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A loss by its formulas.
 *
 * @param name what a label begins with
 * @param parameters the names of the numbers in its brackets
 * @param target the target's logit before the scale; absent for its cosine
 * @param negative the logit of another class before the scale; absent for its cosine
 * @param penalty added to the loss, averaged over the batch
 * @param lets values that formulas name
 */
public record LossDefinition(
        String name,
        List<String> parameters,
        Optional<Expression> target,
        Optional<Expression> negative,
        Optional<Expression> penalty,
        SortedMap<String, Let> lets) {

    /**
     * A value that formulas name.
     *
     * @param differentiated whether it has a derivative; else it is a constant to it
     */
    public record Let(Expression value, boolean differentiated) {}

    public LossDefinition {
        parameters = List.copyOf(parameters);
        lets = Collections.unmodifiableSortedMap(new TreeMap<>(lets));
        if (target.isEmpty() && negative.isEmpty() && penalty.isEmpty()) {
            throw new IllegalArgumentException(name + " has no formula");
        }
    }

    /** Whether it is a softmax, to which its penalty is added; else it is a penalty alone. */
    public boolean isSoftmax() {
        return target.isPresent() || negative.isPresent();
    }

    /** The target's logit before the scale. */
    public Expression targetLogit() {
        return target.orElse(Expression.COSINE);
    }

    /** Whether it compares with the class centres. */
    public boolean usesCentres() {
        return isSoftmax() || penalty.filter(this::holdsAngle).isPresent();
    }

    /** Whether the target's angle or its cosine stands in it, or in a value that it names. */
    boolean holdsAngle(Expression expression) {
        return holds(expression, FormulaScope.THETA) || holds(expression, FormulaScope.COSINE);
    }

    /** Whether a variable stands in it, or in a value that it names. */
    boolean holds(Expression expression, String variable) {
        return reached(expression).anyMatch(part -> part.mentions(variable));
    }

    /** Whether a mean or a deviation over the batch stands in it, or in a value that it names. */
    boolean holdsStatistic(Expression expression) {
        return reached(expression)
                .anyMatch(part -> part.has(inner -> inner instanceof Expression.Call
                        && ((Expression.Call) inner).function().isStatistic()));
    }

    /** The expression and the values that it names, and those name; none of them names itself. */
    private Stream<Expression> reached(Expression expression) {
        List<Expression> all = new ArrayList<>(List.of(expression));
        List<String> names = new ArrayList<>(lets.keySet());
        for (int i = 0; i < all.size(); i++) {
            Expression here = all.get(i);
            List<String> named = names.stream().filter(here::mentions).toList();
            named.forEach(name -> all.add(lets.get(name).value()));
            names.removeAll(named);
        }
        return all.stream();
    }

    /** {@code Linear(m)}. */
    public String heading() {
        return parameters.isEmpty() ? name : name + parameters.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    /** What stands behind the heading in an experiment, in normal form: {@code {target: "1 - 2 * (theta + m) / pi"}}. */
    public String formulas() {
        List<String> fields = new ArrayList<>();
        target.ifPresent(formula -> fields.add(field(DefinitionKey.TARGET.key(), formula)));
        negative.ifPresent(formula -> fields.add(field(DefinitionKey.NEGATIVE.key(), formula)));
        penalty.ifPresent(formula -> fields.add(field(DefinitionKey.PENALTY.key(), formula)));
        lets(fields, DefinitionKey.LET, false);
        lets(fields, DefinitionKey.FREE_LET, true);
        return "{" + String.join(", ", fields) + "}";
    }

    private void lets(List<String> fields, DefinitionKey key, boolean differentiated) {
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, Let> let : lets.entrySet()) {
            if (let.getValue().differentiated() == differentiated) {
                values.add(field(let.getKey(), let.getValue().value()));
            }
        }
        if (!values.isEmpty()) {
            fields.add(key.key() + ": {" + String.join(", ", values) + "}");
        }
    }

    private static String field(String key, Expression formula) {
        return key + ": \"" + formula.text() + "\"";
    }

    /** The normal form, which {@link LossDefinitions} reads back: a line of YAML. */
    public String text() {
        return heading() + ": " + formulas();
    }
}
