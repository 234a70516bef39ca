package marginlab.dataset.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import marginlab.dataset.catalog.Dataset.Counts;
import marginlab.file.yaml.Yaml;
import marginlab.file.yaml.YamlCursor;
import marginlab.file.yaml.YamlCursor.Field;
import marginlab.problem.ClosestName;
import marginlab.problem.Problems;

/** Reads the rows of {@code datasets.yaml} and finds all that is wrong with them. */
final class CatalogReader {
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    static final Set<String> KEYS = new TreeSet<>(List.of(
            "role",
            "format",
            "path",
            "list",
            "identities",
            "images",
            "pairs",
            "terms",
            "source",
            "editions",
            "drop-identities",
            "get",
            "generate",
            "made-from",
            "protocol",
            "sets",
            "lists",
            "download"));

    static final Set<String> COUNTS = new TreeSet<>(List.of("identities", "images", "pairs"));

    private final Path file;
    private final PathField paths;
    private final Problems problems = new Problems();
    private Set<String> known = Set.of();

    CatalogReader(Path file, Map<String, String> environment) {
        this.file = file;
        this.paths = new PathField(file, environment);
    }

    Map<String, Dataset> read() {
        Map<String, Dataset> rows = new LinkedHashMap<>();
        Map<String, Field> named = Yaml.read(file, problems).fields("a map of datasets by name");
        known = named.keySet();
        named.forEach((name, field) -> {
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
                field.name().problem("a key of a dataset", ClosestName.hint(key, KEYS));
            }
        });
        boolean drawn = fields.containsKey("format")
                && fields.get("format").value().raw().equals(DatasetFormat.SYNTHETIC.label());
        for (String needed : List.of("role", "format", "path")) {
            if (!fields.containsKey(needed) && !(drawn && needed.equals("path"))) {
                row.name().problem("a row with '" + needed + "'");
            }
        }
        Optional<DatasetRole> role = choice(fields.get("role"), DatasetRole.values(), DatasetRole::label);
        Optional<DatasetFormat> format = choice(fields.get("format"), DatasetFormat.values(), DatasetFormat::label);
        Optional<Path> path = drawn ? Optional.of(Path.of("")) : paths.read(fields.get("path"));
        Optional<Path> list = paths.read(fields.get("list"));
        Optional<Path> drop = paths.read(fields.get("drop-identities"));
        if (drop.isPresent() && role.isPresent() && role.get() != DatasetRole.TRAIN) {
            fields.get("drop-identities").name().problem("a training set, of which people are left out");
        }
        if (format.isPresent() && format.get().needsList() && list.isEmpty() && !fields.containsKey("list")) {
            row.name().problem("a row with 'list', as format " + format.get().label() + " has one");
        }
        if (format.isPresent() && role.isPresent() && format.get().role() != role.get()) {
            fields.get("format")
                    .value()
                    .problem("a format for role " + role.get().label());
        }
        List<Counts> editions = editions(fields.get("editions"));
        Counts counts = counts(fields);
        ProtocolInputs beside = beside(fields);
        DatasetOrigin origin = origin(fields);
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
                drop.orElse(null),
                counts,
                editions,
                text(fields.get("protocol")),
                beside,
                origin));
    }

    private DatasetOrigin origin(Map<String, Field> fields) {
        Field madeFrom = fields.get("made-from");
        if (madeFrom != null && !known.contains(text(madeFrom))) {
            madeFrom.value().problem("another row of this file", ClosestName.hint(text(madeFrom), known));
        }
        return new DatasetOrigin(
                text(fields.get("terms")),
                text(fields.get("source")),
                text(fields.get("get")),
                text(fields.get("generate")),
                text(madeFrom),
                new DownloadReader(paths).read(fields.get("download")));
    }

    /** Other rows, and lists, that the protocol of a set takes with it. */
    private ProtocolInputs beside(Map<String, Field> fields) {
        Map<String, String> sets = new TreeMap<>();
        Map<String, Path> lists = new TreeMap<>();
        map(fields.get("sets"), "a map such as {gallery: NAME}").forEach((use, field) -> {
            String name = text(field);
            if (!known.contains(name)) {
                field.value().problem("another row of this file", ClosestName.hint(name, known));
            }
            sets.put(use, name);
        });
        map(fields.get("lists"), "a map such as {probe-noise: FILE}")
                .forEach((use, field) -> paths.read(field).ifPresent(path -> lists.put(use, path)));
        return new ProtocolInputs(sets, lists);
    }

    private static Map<String, Field> map(Field field, String expected) {
        Map<String, Field> uses = field == null ? Map.of() : field.value().fields(expected);
        uses.forEach((use, each) -> {
            if (!NAME.matcher(use).matches()) {
                each.name().problem("letters, digits, dots, hyphens and underscores");
            }
        });
        return uses;
    }

    private static Counts counts(Map<String, Field> fields) {
        return new Counts(count(fields.get("identities")), count(fields.get("images")), count(fields.get("pairs")));
    }

    /** Counts of editions that differ from the published one and are whole all the same. */
    private static List<Counts> editions(Field field) {
        List<Counts> editions = new ArrayList<>();
        if (field != null) {
            for (YamlCursor item : field.value().items("a list of maps with 'identities', 'images' or 'pairs'")) {
                Map<String, Field> counts = item.fields("a map with 'identities', 'images' or 'pairs'");
                counts.forEach((key, count) -> {
                    if (!COUNTS.contains(key)) {
                        count.name().problem("a count", ClosestName.hint(key, COUNTS));
                    }
                });
                editions.add(counts(counts));
            }
        }
        return editions;
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
            field.value().problem("one of " + String.join(", ", known), ClosestName.hint(given.get(), known));
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
}
