package marginlab.experiment.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;
import marginlab.problem.ClosestName;

/**
 * Sets that are verified, one or a list: a name, or {@code {name: ijb-c, protocol: ijb-11, figure: "tar@far=1e-5"}}. The one
 * text form of the latter is {@code ijb-c(protocol=ijb-11; figure=tar@far=1e-5)}.
 */
public record VerifiedSetsType() implements SettingType {
    static final String NAME = "name";
    static final String PROTOCOL = "protocol";
    static final String FIGURE = "figure";
    private static final List<String> PARTS = List.of(NAME, PROTOCOL, FIGURE);
    private static final String SEPARATOR = ", ";
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9@=._-]{1,100}");
    private static final Pattern SET = Pattern.compile("(" + DatasetNamesType.NAME.pattern() + ")(?:\\((.*)\\))?");

    @Override
    public Optional<String> read(YamlCursor value) {
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        boolean good = true;
        for (YamlCursor item : value.itemsOrSelf(expected())) {
            Optional<Map<String, String>> parts =
                    item.isMap() ? parts(item) : name(item).map(name -> Map.of(NAME, name));
            if (parts.isEmpty()) {
                good = false;
            } else if (names.contains(parts.get().get(NAME))) {
                // Said, but the names are known, so that those of no dataset are told too.
                item.problem("each dataset once");
            } else {
                names.add(parts.get().get(NAME));
                texts.add(text(parts.get().get(NAME), reading(parts.get())));
            }
        }
        if (good && names.isEmpty()) {
            value.problem("at least one dataset");
        }
        return good && !names.isEmpty() ? Optional.of(String.join(SEPARATOR, texts)) : Optional.empty();
    }

    /** What an item of a list names, as far as it names something. */
    public static DatasetMention mention(YamlCursor item, SettingKey key) {
        if (!item.isMap()) {
            return new DatasetMention(item.raw(), item.place(), key);
        }
        Map<String, String> raw = new LinkedHashMap<>();
        item.fields("").forEach((part, field) -> raw.put(part, field.value().raw()));
        return new DatasetMention(raw.getOrDefault(NAME, ""), item.place(), key, reading(raw));
    }

    private static SetReading reading(Map<String, String> parts) {
        return new SetReading(parts.getOrDefault(PROTOCOL, ""), parts.getOrDefault(FIGURE, ""));
    }

    private Optional<Map<String, String>> parts(YamlCursor item) {
        Map<String, String> parts = new LinkedHashMap<>();
        boolean good = true;
        for (Map.Entry<String, YamlCursor.Field> field : item.fields(expected()).entrySet()) {
            YamlCursor value = field.getValue().value();
            if (!PARTS.contains(field.getKey())) {
                field.getValue().name().problem("name, protocol or figure", ClosestName.hint(field.getKey(), PARTS));
                good = false;
                continue;
            }
            Optional<String> text = field.getKey().equals(NAME) ? name(value) : word(value, field.getKey());
            text.ifPresent(word -> parts.put(field.getKey(), word));
            good &= text.isPresent();
        }
        if (good && !parts.containsKey(NAME)) {
            item.problem("a map with 'name'");
        }
        return good && parts.containsKey(NAME) ? Optional.of(parts) : Optional.empty();
    }

    private static Optional<String> name(YamlCursor value) {
        Optional<String> name = value.text("the name of a dataset");
        if (name.isPresent() && !DatasetNamesType.NAME.matcher(name.get()).matches()) {
            value.problem("the name of a dataset: letters, digits, dots, hyphens and underscores");
            return Optional.empty();
        }
        return name;
    }

    private static Optional<String> word(YamlCursor value, String part) {
        String expected = "the name of a " + part;
        Optional<String> word = value.text(expected);
        if (word.isPresent() && !WORD.matcher(word.get()).matches()) {
            value.problem(expected);
            return Optional.empty();
        }
        return word;
    }

    /** The one text form of a set with its reading. */
    private static String text(String name, SetReading reading) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put(PROTOCOL, reading.protocol());
        told.put(FIGURE, reading.figure());
        told.values().removeIf(String::isEmpty);
        return told.isEmpty()
                ? name
                : told.entrySet().stream()
                        .map(part -> part.getKey() + "=" + part.getValue())
                        .collect(Collectors.joining("; ", name + "(", ")"));
    }

    static String join(List<String> names, Map<String, SetReading> readings) {
        return names.stream()
                .map(name -> text(name, readings.getOrDefault(name, SetReading.USUAL)))
                .collect(Collectors.joining(SEPARATOR));
    }

    /** The names of what {@link #join} wrote. */
    public static List<String> names(String text) {
        return List.copyOf(split(text).keySet());
    }

    /** The readings of what {@link #join} wrote, without the usual ones. */
    static SortedMap<String, SetReading> readings(String text) {
        SortedMap<String, SetReading> readings = new TreeMap<>(split(text));
        readings.values().removeIf(SetReading.USUAL::equals);
        return readings;
    }

    private static Map<String, SetReading> split(String text) {
        Map<String, SetReading> sets = new LinkedHashMap<>();
        for (String one : text.split(SEPARATOR)) {
            Matcher set = SET.matcher(one);
            Map<String, String> parts = new LinkedHashMap<>();
            if (set.matches() && set.group(2) != null) {
                for (String part : set.group(2).split("; ")) {
                    int equals = part.indexOf('=');
                    if (equals < 1) {
                        throw new IllegalArgumentException("the verification set " + one);
                    }
                    parts.put(part.substring(0, equals), part.substring(equals + 1));
                }
            }
            sets.put(set.matches() ? set.group(1) : one, reading(parts));
        }
        return sets;
    }

    @Override
    public String expected() {
        return "the name of a dataset, or a list of names";
    }

    @Override
    public JsonSchema schema() {
        JsonSchema name = new DatasetNameType().schema();
        JsonSchema word = JsonSchema.text("^" + WORD.pattern() + "$");
        Map<String, JsonSchema> properties = new LinkedHashMap<>();
        properties.put(NAME, name);
        properties.put(PROTOCOL, word);
        properties.put(FIGURE, word);
        JsonSchema chosen = JsonSchema.object(properties, List.of(NAME));
        return JsonSchema.anyOf(name, chosen, JsonSchema.listOf(JsonSchema.anyOf(name, chosen)));
    }
}
