package marginlab.loss.formula;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginlab.file.yaml.YamlCursor;
import marginlab.loss.formula.Expression.Call;

/** Reads the formulas of one definition. */
final class FormulaReader {
    private static final int MOST_LETS = 20;
    private static final String OF_OTHER_CLASSES = "It is known in negative; ";

    private final String name;
    private final List<String> parameters;
    private final YamlCursor.Field field;
    private final Map<DefinitionKey, YamlCursor> formulas = new EnumMap<>(DefinitionKey.class);
    private final Map<String, YamlCursor.Field> values = new LinkedHashMap<>();
    private final Map<DefinitionKey, Expression> read = new EnumMap<>(DefinitionKey.class);
    private final SortedMap<String, LossDefinition.Let> lets = new TreeMap<>();
    private boolean whole = true;

    FormulaReader(String name, List<String> parameters, YamlCursor.Field field) {
        this.name = name;
        this.parameters = parameters;
        this.field = field;
    }

    /** The definition; where it has problems, one with the cosine for its target. */
    LossDefinition definition() {
        Map<String, YamlCursor.Field> fields = field.value().fields("a map such as {target: \"cos(theta + m)\"}");
        whole = field.value().isMap();
        Map<String, Boolean> differentiated = new HashMap<>();
        fields.forEach((key, part) -> part(key, part, differentiated));
        if (values.size() > MOST_LETS) {
            field.value().problem("at most " + MOST_LETS + " values of let");
            return standIn();
        }
        values.forEach((let, part) -> parse(part.value(), scope(FormulaScope.TARGET, let))
                .ifPresent(value -> lets.put(let, new LossDefinition.Let(value, differentiated.get(let)))));
        formulas.forEach(
                (key, cursor) -> parse(cursor, scope(key.key(), "")).ifPresent(formula -> read.put(key, formula)));
        if (whole && read.isEmpty()) {
            field.value().problem("a target, a negative or a penalty");
            return standIn();
        }
        statistics();
        boolean cyclic = hasCycle();
        if (!whole || cyclic) {
            return standIn();
        }
        unused();
        return new LossDefinition(
                name,
                parameters,
                Optional.ofNullable(read.get(DefinitionKey.TARGET)),
                Optional.ofNullable(read.get(DefinitionKey.NEGATIVE)),
                Optional.ofNullable(read.get(DefinitionKey.PENALTY)),
                lets);
    }

    private LossDefinition standIn() {
        return new LossDefinition(
                name, parameters, Optional.of(Expression.COSINE), Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    private void part(String key, YamlCursor.Field part, Map<String, Boolean> differentiated) {
        Optional<DefinitionKey> known = DefinitionKey.named(key);
        if (known.isEmpty()) {
            part.name().problem("a part of a definition", DefinitionReader.nearestKey(key));
            whole = false;
        } else if (known.get().isMap()) {
            Map<String, YamlCursor.Field> named = part.value().fields("named values, such as {z: \"norm / 10\"}");
            whole &= part.value().isMap();
            Set<String> taken = new LinkedHashSet<>(parameters);
            taken.addAll(values.keySet());
            named.forEach((let, value) -> {
                if (DefinitionReader.check(let, taken, value.name()).isPresent()) {
                    values.put(let, value);
                    differentiated.put(let, known.get() == DefinitionKey.FREE_LET);
                } else {
                    whole = false;
                }
            });
        } else {
            formulas.put(known.get(), part.value());
        }
    }

    /** The names of a formula: of the target's side, or of another class. */
    private FormulaScope scope(String of, String itself) {
        Set<String> known = new LinkedHashSet<>(
                List.of(FormulaScope.THETA, FormulaScope.COSINE, FormulaScope.NORM, FormulaScope.PI));
        known.addAll(parameters);
        known.addAll(values.keySet());
        Map<String, String> elsewhere = new HashMap<>();
        if (of.equals(DefinitionKey.NEGATIVE.key())) {
            known.addAll(List.of(FormulaScope.TARGET, FormulaScope.TARGET_COSINE));
        } else {
            elsewhere.put(FormulaScope.TARGET, OF_OTHER_CLASSES + "here give its formula, by let if need be");
            elsewhere.put(FormulaScope.TARGET_COSINE, OF_OTHER_CLASSES + "here cos is the target's");
        }
        if (!itself.isEmpty()) {
            known.remove(itself);
            elsewhere.put(itself, "A value cannot name itself");
        }
        return new FormulaScope(known, elsewhere);
    }

    private Optional<Expression> parse(YamlCursor cursor, FormulaScope scope) {
        Optional<Expression> parsed = cursor.text("a formula such as \"cos(theta + m)\"")
                .flatMap(text -> FormulaParser.parse(text, scope, cursor::problemAt));
        whole &= parsed.isPresent();
        return parsed;
    }

    private boolean hasCycle() {
        boolean cyclic = false;
        Set<String> told = new LinkedHashSet<>();
        for (String let : lets.keySet()) {
            List<String> path = cycle(let, new ArrayList<>(), new LinkedHashSet<>());
            if (!path.isEmpty() && told.stream().noneMatch(path::contains)) {
                told.addAll(path);
                values.get(let)
                        .name()
                        .problem(
                                "values that do not name each other in a circle",
                                String.join(" needs ", path) + " needs " + path.get(0));
            }
            cyclic |= !path.isEmpty();
        }
        return cyclic;
    }

    /** The names from one back to itself; none where there is no such path. */
    private List<String> cycle(String from, List<String> path, Set<String> seen) {
        String last = path.isEmpty() ? from : path.get(path.size() - 1);
        if (path.isEmpty()) {
            path.add(from);
        }
        for (String next : lets.keySet()) {
            if (lets.get(last).value().mentions(next)) {
                if (next.equals(from)) {
                    return path;
                }
                if (seen.add(next)) {
                    List<String> longer = new ArrayList<>(path);
                    longer.add(next);
                    List<String> found = cycle(from, longer, seen);
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
        }
        return List.of();
    }

    /** A mean goes over the batch: of another class's angle there is one for each class. */
    private void statistics() {
        Expression negative = read.get(DefinitionKey.NEGATIVE);
        if (negative == null) {
            return;
        }
        YamlCursor cursor = formulas.get(DefinitionKey.NEGATIVE);
        if (negative.has(part -> part instanceof Call
                && ((Call) part).function().isStatistic()
                && (part.mentions(FormulaScope.COSINE) || part.mentions(FormulaScope.THETA)))) {
            cursor.problem(
                    "a mean or std of targetcos, norm or a value of let: they go over the batch, not over its classes",
                    "In negative, cos and theta are of the other class");
        } else if (!negative.mentions(FormulaScope.COSINE) && !negative.mentions(FormulaScope.THETA)) {
            cursor.problem("a formula of cos or theta of the other class", "All classes would have one logit");
        }
    }

    private void unused() {
        List<Expression> all = Stream.concat(
                        read.values().stream(), lets.values().stream().map(LossDefinition.Let::value))
                .toList();
        for (String parameter : parameters) {
            if (all.stream().noneMatch(formula -> formula.mentions(parameter))) {
                field.name().problem("parameters that a formula uses", parameter + " stands in none");
            }
        }
        values.forEach((let, part) -> {
            if (all.stream().noneMatch(formula -> formula.mentions(let))) {
                part.name().problem("values that a formula uses", let + " stands in none");
            }
        });
    }
}
