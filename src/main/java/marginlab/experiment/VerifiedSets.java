package marginlab.experiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
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

/**
 * Sets that are verified, one or a list: a name, or {@code {name: ijb-c, protocol: ijb-11, figure: "tar@far=1e-5"}}. The one
 * text form of the latter is {@code ijb-c(protocol=ijb-11; figure=tar@far=1e-5)}.
 */
record VerifiedSets() implements Type {
    static final String NAME = "name";
    static final String PROTOCOL = "protocol";
    static final String FIGURE = "figure";
    private static final List<String> PARTS = List.of(NAME, PROTOCOL, FIGURE);
    private static final String SEPARATOR = ", ";
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9@=._-]{1,100}");
    private static final Pattern SET = Pattern.compile("(" + Names.NAME.pattern() + ")(?:\\((.*)\\))?");

    @Override
    public Optional<String> read(Cursor value) {
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        boolean good = true;
        for (Cursor item : value.itemsOrSelf(expected())) {
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
    static Mention mention(Cursor item, Key key) {
        if (!item.isMap()) {
            return new Mention(item.raw(), item.place(), key);
        }
        Map<String, String> raw = new LinkedHashMap<>();
        item.fields("").forEach((part, field) -> raw.put(part, field.value().raw()));
        return new Mention(raw.getOrDefault(NAME, ""), item.place(), key, reading(raw));
    }

    private static Reading reading(Map<String, String> parts) {
        return new Reading(parts.getOrDefault(PROTOCOL, ""), parts.getOrDefault(FIGURE, ""));
    }

    private Optional<Map<String, String>> parts(Cursor item) {
        Map<String, String> parts = new LinkedHashMap<>();
        boolean good = true;
        for (Map.Entry<String, Cursor.Field> field : item.fields(expected()).entrySet()) {
            Cursor value = field.getValue().value();
            if (!PARTS.contains(field.getKey())) {
                field.getValue().name().problem("name, protocol or figure", Nearest.hint(field.getKey(), PARTS));
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

    private static Optional<String> name(Cursor value) {
        Optional<String> name = value.text("the name of a dataset");
        if (name.isPresent() && !Names.NAME.matcher(name.get()).matches()) {
            value.problem("the name of a dataset: letters, digits, dots, hyphens and underscores");
            return Optional.empty();
        }
        return name;
    }

    private static Optional<String> word(Cursor value, String part) {
        String expected = "the name of a " + part;
        Optional<String> word = value.text(expected);
        if (word.isPresent() && !WORD.matcher(word.get()).matches()) {
            value.problem(expected);
            return Optional.empty();
        }
        return word;
    }

    /** The one text form of a set with its reading. */
    private static String text(String name, Reading reading) {
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

    static String join(List<String> names, Map<String, Reading> readings) {
        return names.stream()
                .map(name -> text(name, readings.getOrDefault(name, Reading.USUAL)))
                .collect(Collectors.joining(SEPARATOR));
    }

    /** The names of what {@link #join} wrote. */
    static List<String> names(String text) {
        return List.copyOf(split(text).keySet());
    }

    /** The readings of what {@link #join} wrote, without the usual ones. */
    static SortedMap<String, Reading> readings(String text) {
        SortedMap<String, Reading> readings = new TreeMap<>(split(text));
        readings.values().removeIf(Reading.USUAL::equals);
        return readings;
    }

    private static Map<String, Reading> split(String text) {
        Map<String, Reading> sets = new LinkedHashMap<>();
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
    public JsonObject schema() {
        JsonObject name = new Name().schema();
        JsonObject word = Type.schema("string");
        word.addProperty("pattern", "^" + WORD.pattern() + "$");
        JsonObject properties = new JsonObject();
        properties.add(NAME, name);
        properties.add(PROTOCOL, word);
        properties.add(FIGURE, word);
        JsonArray required = new JsonArray();
        required.add(NAME);
        JsonObject chosen = Type.schema("object");
        chosen.add("properties", properties);
        chosen.add("required", required);
        chosen.addProperty("additionalProperties", false);
        return Type.anyOf(name, chosen, Type.listOf(Type.anyOf(name, chosen)));
    }
}
