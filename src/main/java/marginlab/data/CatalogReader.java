package marginlab.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.data.Dataset.Counts;
import marginlab.data.Dataset.Download;
import marginlab.experiment.Cursor;
import marginlab.experiment.Cursor.Field;
import marginlab.experiment.Nearest;
import marginlab.experiment.Problems;
import marginlab.experiment.Yaml;

/** Reads the rows of {@code datasets.yaml} and finds all that is wrong with them. */
final class CatalogReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> KEYS = new TreeSet<>(List.of(
            "role",
            "format",
            "path",
            "list",
            "identities",
            "images",
            "pairs",
            "terms",
            "source",
            "get",
            "generate",
            "download"));

    private static final Set<String> DOWNLOAD_KEYS = new TreeSet<>(List.of("address", "sha256", "to", "unpack"));

    private final Path file;
    private final Map<String, String> environment;
    private final Problems problems = new Problems();

    CatalogReader(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    Map<String, Dataset> read() {
        Map<String, Dataset> rows = new LinkedHashMap<>();
        Yaml.read(file, problems).fields("a map of datasets by name").forEach((name, field) -> {
            if (!NAME.matcher(name).matches()) {
                field.name().problem("the name of a dataset: letters, digits, dots, hyphens and underscores");
            }
            row(name, field).ifPresent(row -> rows.put(name, row));
        });
        problems.raise();
        return rows;
    }

    private Optional<Dataset> row(String name, Field row) {
        Map<String, Field> fields = row.value().fields("a map with 'role', 'format' and 'path'");
        fields.forEach((key, field) -> {
            if (!KEYS.contains(key)) {
                field.name().problem("a key of a dataset", Nearest.hint(key, KEYS));
            }
        });
        for (String needed : List.of("role", "format", "path")) {
            if (!fields.containsKey(needed)) {
                row.name().problem("a row with '" + needed + "'");
            }
        }
        Optional<Role> role = choice(fields.get("role"), Role.values(), Role::label);
        Optional<Format> format = choice(fields.get("format"), Format.values(), Format::label);
        Optional<Path> path = path(fields.get("path"));
        Optional<Path> list = path(fields.get("list"));
        Counts counts =
                new Counts(count(fields.get("identities")), count(fields.get("images")), count(fields.get("pairs")));
        if (format.isPresent() && format.get().needsList() && list.isEmpty() && !fields.containsKey("list")) {
            row.name().problem("a row with 'list', as format " + format.get().label() + " has one");
        }
        if (format.isPresent() && role.isPresent() && format.get().role() != role.get()) {
            fields.get("format")
                    .value()
                    .problem("a format for role " + role.get().label());
        }
        List<Download> downloads = downloads(fields.get("download"));
        if (role.isEmpty() || format.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Dataset(
                name,
                row.name().place(),
                role.get(),
                format.get(),
                path.get(),
                list.orElse(null),
                counts,
                text(fields.get("terms")),
                text(fields.get("source")),
                text(fields.get("get")),
                text(fields.get("generate")),
                downloads));
    }

    private List<Download> downloads(Field field) {
        List<Download> downloads = new ArrayList<>();
        if (field == null) {
            return downloads;
        }
        for (Cursor item : field.value().items("a list of maps with 'address', 'sha256' and 'to'")) {
            Map<String, Field> parts = item.fields("a map with 'address', 'sha256' and 'to'");
            parts.forEach((key, part) -> {
                if (!DOWNLOAD_KEYS.contains(key)) {
                    part.name().problem("a key of a download", Nearest.hint(key, DOWNLOAD_KEYS));
                }
            });
            for (String needed : List.of("address", "sha256", "to")) {
                if (!parts.containsKey(needed)) {
                    item.problem("a download with '" + needed + "'");
                }
            }
            String address = text(parts.get("address"));
            String sha256 = text(parts.get("sha256"));
            if (!address.isEmpty() && !address.startsWith("https://")) {
                parts.get("address").value().problem("an address that begins with https://");
            }
            if (!sha256.isEmpty() && !SHA256.matcher(sha256).matches()) {
                parts.get("sha256").value().problem("64 hexadecimal digits in lower case");
            }
            Path unpack = path(parts.get("unpack")).orElse(null);
            path(parts.get("to")).ifPresent(to -> downloads.add(new Download(address, sha256, to, unpack)));
        }
        return downloads;
    }

    private static <T> Optional<T> choice(Field field, T[] values, Function<T, String> label) {
        if (field == null) {
            return Optional.empty();
        }
        List<String> known = Arrays.stream(values).map(label).toList();
        Optional<String> given = field.value().text("one of " + String.join(", ", known));
        Optional<T> chosen = given.flatMap(text -> Arrays.stream(values)
                .filter(value -> label.apply(value).equals(text))
                .findFirst());
        if (given.isPresent() && chosen.isEmpty()) {
            field.value().problem("one of " + String.join(", ", known), Nearest.hint(given.get(), known));
        }
        return chosen;
    }

    private static OptionalLong count(Field field) {
        if (field == null) {
            return OptionalLong.empty();
        }
        try {
            long count = Long.parseLong(field.value().raw());
            if (count >= 0) {
                return OptionalLong.of(count);
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message as a negative count.
        }
        field.value().problem("a whole number of at least 0");
        return OptionalLong.empty();
    }

    private static String text(Field field) {
        return field == null
                ? ""
                : field.value().text("a text").orElse("").strip().replaceAll("\\s+", " ");
    }

    /** A path with its variables filled in, relative to the catalog's folder. */
    private Optional<Path> path(Field field) {
        if (field == null) {
            return Optional.empty();
        }
        Optional<String> text = field.value().text("a path");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder filled = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text.get());
        while (variable.find()) {
            String value = environment.getOrDefault(variable.group(1), variable.group(2));
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
        try {
            return Optional.of(file.resolveSibling(filled.toString()).normalize());
        } catch (InvalidPathException e) {
            field.value().problem("a path (" + e.getReason() + ")");
            return Optional.empty();
        }
    }
}
