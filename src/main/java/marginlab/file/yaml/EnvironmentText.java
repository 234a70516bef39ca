package marginlab.file.yaml;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in which environment variables stand, {@code ${NAME:-otherwise}}, filled in as a shell would. */
public final class EnvironmentText {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private EnvironmentText() {}

    /**
     * The text of a value; empty, and a problem of it, where a variable is not set that has no other value.
     *
     * @param environment values of the variables
     */
    public static Optional<String> fill(YamlCursor value, String text, Map<String, String> environment) {
        StringBuilder filled = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            String found = environment.get(variable.group(1));
            if (variable.group(2) != null && (found == null || found.isEmpty())) {
                found = variable.group(2);
            }
            if (found == null) {
                value.problem(
                        "environment variable " + variable.group(1) + " to be set",
                        "Or write ${" + variable.group(1) + ":-folder}");
                return Optional.empty();
            }
            variable.appendReplacement(filled, Matcher.quoteReplacement(found));
        }
        variable.appendTail(filled);
        return Optional.of(filled.toString());
    }
}
