package marginlab.dataset.catalog;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.file.FileNames;
import marginlab.file.yaml.YamlCursor.Field;
import marginlab.image.decode.ListedFile;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * How a path of the catalog is read: variables {@code ${NAME:-otherwise}} filled in as a shell would, relative to the
 * catalog's folder.
 *
 * @param catalog the file
 * @param environment values of the variables
 */
record PathField(Path catalog, Map<String, String> environment) {
    private static final int LONGEST = 4096;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    /** The path, or a problem of the field; empty without one where there is no such field. */
    Optional<Path> read(Field field) {
        Optional<String> text = field == null ? Optional.empty() : field.value().text("a path");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().length() > LONGEST) {
            field.value().problem("a path of at most " + LONGEST + " characters");
            return Optional.empty();
        }
        StringBuilder filled = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text.get());
        while (variable.find()) {
            String value = environment.get(variable.group(1));
            if (variable.group(2) != null && (value == null || value.isEmpty())) {
                value = variable.group(2);
            }
            if (value == null) {
                field.value()
                        .problem(
                                "environment variable " + variable.group(1) + " to be set",
                                "Or write ${" + variable.group(1) + ":-folder}");
                return Optional.empty();
            }
            variable.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        variable.appendTail(filled);
        Optional<Problem> unreadable = FileNames.problem(field.value().place(), filled.toString());
        if (unreadable.isPresent()) {
            throw new ProblemException(unreadable.get());
        }
        try {
            Path path = catalog.resolveSibling(filled.toString()).normalize();
            if (path.getFileName() != null) {
                return Optional.of(ListedFile.spelled(path));
            }
            field.value().problem("a path below the root of the disk");
            return Optional.empty();
        } catch (InvalidPathException e) {
            field.value().problem("a path (" + e.getReason() + ")");
            return Optional.empty();
        }
    }
}
