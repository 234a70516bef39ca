package marginlab.loss.formula;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.file.yaml.Yaml;
import marginlab.file.yaml.YamlCursor;
import marginlab.problem.ClosestName;
import marginlab.problem.Problems;

/** Reads the definitions of losses: {@code {Linear(m): {target: "1 - 2 * (theta + m) / pi"}}}, and finds all problems at once. */
public final class DefinitionReader {
    private static final int MOST = 100;
    private static final int MOST_PARAMETERS = 12;
    private static final int LONGEST_NAME = 60;

    /** As an objective has it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*");

    private static final Pattern HEADING = Pattern.compile("([^()]*)(?:\\(([^()]*)\\))?");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String KEY = "define";
    private static final String EXAMPLE =
            "losses by their formulas, such as Linear(m): {target: \"1 - 2 * (theta + m) / pi\"}";

    private final Collection<String> builtIn;
    private final Map<String, LossDefinition> definitions = new TreeMap<>();
    private final Map<String, YamlCursor> places = new TreeMap<>();

    private DefinitionReader(Collection<String> builtIn) {
        this.builtIn = builtIn;
    }

    /**
     * All definitions; one with problems stands for itself, so that losses which name it are no problems too.
     *
     * @param builtIn names that are taken
     */
    public static LossDefinitions read(YamlCursor value, Collection<String> builtIn) {
        DefinitionReader reader = new DefinitionReader(builtIn);
        Map<String, YamlCursor.Field> fields = value.fields(EXAMPLE);
        if (fields.size() > MOST) {
            value.problem("at most " + MOST + " definitions");
            return LossDefinitions.NONE;
        }
        fields.values().forEach(reader::definition);
        return LossDefinitions.of(reader.definitions.values());
    }

    /** The definitions of an experiment, or of a file that has nothing else. */
    public static LossDefinitions read(Path file, Collection<String> builtIn, Problems problems) {
        YamlCursor root = Yaml.read(file, problems);
        YamlCursor.Field field = root.fields("a map with " + KEY).get(KEY);
        if (field == null) {
            root.problem(KEY + ": with " + EXAMPLE);
            return LossDefinitions.NONE;
        }
        return read(field.value(), builtIn);
    }

    private void definition(YamlCursor.Field field) {
        String heading = field.name().raw();
        Matcher matcher = HEADING.matcher(heading);
        String name = matcher.matches() ? matcher.group(1).strip() : "";
        if (heading.length() > LONGEST_NAME * MOST_PARAMETERS
                || name.length() > LONGEST_NAME
                || !NAME.matcher(name).matches()) {
            String hint = heading.contains("(") && !heading.contains(")")
                    ? "Put a name with commas in quotes: \"Hard(m, t)\""
                    : "";
            field.name().problem("the name of a loss with its parameters, such as Linear(m)", hint);
            return;
        }
        if (builtIn.contains(name)) {
            field.name().problem("a name that no loss has", name + " is built in, or a loss of a jar");
        }
        YamlCursor first = places.putIfAbsent(name, field.name());
        if (first != null) {
            field.name().problem("each loss once", name + " first appears at " + first.place());
            return;
        }
        List<String> parameters = parameters(matcher.group(2), field.name());
        definitions.put(name, new FormulaReader(name, parameters, field).definition());
    }

    private static List<String> parameters(String text, YamlCursor place) {
        List<String> parameters = new ArrayList<>();
        if (text == null) {
            return parameters;
        }
        if (text.isBlank()) {
            place.problem("parameters between the brackets, or no brackets");
            return parameters;
        }
        for (String part : text.split(",", -1)) {
            String parameter = part.strip();
            check(parameter, parameters, place).ifPresent(parameters::add);
        }
        if (parameters.size() > MOST_PARAMETERS) {
            place.problem("at most " + MOST_PARAMETERS + " parameters");
        }
        return parameters;
    }

    /** A name for a parameter or a value of let, or a problem. */
    static Optional<String> check(String name, Collection<String> taken, YamlCursor place) {
        if (name.length() > LONGEST_NAME || !PARAMETER.matcher(name).matches()) {
            place.problem("a name of letters and digits, such as m1");
        } else if (FormulaScope.RESERVED.contains(name)) {
            place.problem("a name that formulas do not have", name + " is one of theirs");
        } else if (taken.contains(name)) {
            place.problem("each name once", name + " appears twice");
        } else {
            return Optional.of(name);
        }
        return Optional.empty();
    }

    static String nearestKey(String key) {
        return ClosestName.hint(key, DefinitionKey.keys());
    }
}
