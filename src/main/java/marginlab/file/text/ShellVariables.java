package marginlab.file.text;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with variables {@code ${NAME:-otherwise}}, filled in as a shell would. */
public final class ShellVariables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private ShellVariables() {}

    /** A variable that is not set and has nothing to stand for it; the message is its name. */
    public static final class UnsetException extends Exception {
        private static final long serialVersionUID = 1;

        UnsetException(String name) {
            super(name);
        }
    }

    /**
     * The text with the values of its variables.
     *
     * @param environment values by name
     */
    public static String fill(String text, Map<String, String> environment) throws UnsetException {
        StringBuilder filled = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            String value = environment.get(variable.group(1));
            if (variable.group(2) != null && (value == null || value.isEmpty())) {
                value = variable.group(2);
            }
            if (value == null) {
                throw new UnsetException(variable.group(1));
            }
            variable.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return variable.appendTail(filled).toString();
    }
}
