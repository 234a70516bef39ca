package marginlab.dataset.catalog;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import marginlab.file.FileNames;
import marginlab.file.text.ShellVariables;
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
        String filled;
        try {
            filled = ShellVariables.fill(text.get(), environment);
        } catch (ShellVariables.UnsetException e) {
            field.value()
                    .problem(
                            "environment variable " + e.getMessage() + " to be set",
                            "Or write ${" + e.getMessage() + ":-folder}");
            return Optional.empty();
        }
        Optional<Problem> unreadable = FileNames.problem(field.value().place(), filled);
        if (unreadable.isPresent()) {
            throw new ProblemException(unreadable.get());
        }
        try {
            Path path = catalog.resolveSibling(filled).normalize();
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
