package marginlab.experiment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings with the values that each of them takes, in the order of the file. */
record Matrix(Map<Key, List<Value>> factors) {
    private static final String EXPECTED = "a list of values, such as [30, 64]";
    private static final List<String> CROSSED_ANYWAY =
            List.of(Part.SEEDS.path(), Part.REPEAT.path(), Part.LOSSES.path(), Key.VERIFY.path());

    /** Reads the fields whose names begin with {@code matrix.}, and takes them out. */
    static Matrix take(Map<String, Cursor.Field> sections, SettingsReader settings) {
        String prefix = Part.MATRIX.path() + ".";
        Map<String, Cursor.Field> fields = new LinkedHashMap<>();
        sections.forEach((path, field) -> {
            if (path.startsWith(prefix)) {
                fields.put(path.substring(prefix.length()), field);
            }
        });
        sections.keySet().removeIf(path -> path.startsWith(prefix));
        Map<Key, List<Value>> factors = new LinkedHashMap<>();
        for (String path : CROSSED_ANYWAY) {
            Cursor.Field field = fields.remove(path);
            if (field != null) {
                field.name().problem("a setting that varies", "Put " + path + " at the top of the file");
            }
        }
        Sections.refuseUnknown(fields, List.of(), "a setting to vary");
        fields.forEach((path, field) ->
                Key.named(path).ifPresent(key -> factors.put(key, values(key, field.value(), settings))));
        return new Matrix(factors);
    }

    private static List<Value> values(Key key, Cursor list, SettingsReader settings) {
        List<Value> values = new ArrayList<>();
        List<Cursor> items = list.items(EXPECTED);
        if (list.isList() && items.isEmpty()) {
            list.problem("at least one value");
        }
        for (Cursor item : items) {
            Optional<Value> value = settings.read(key, item);
            if (value.isPresent()
                    && values.stream()
                            .anyMatch(known -> known.text().equals(value.get().text()))) {
                item.problem("each value of " + key.path() + " once");
            } else {
                value.ifPresent(values::add);
            }
        }
        return values;
    }

    long size() {
        return factors.values().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    }

    /** Every combination, the last factor running fastest. */
    Stream<Map<Key, Value>> combinations() {
        Stream<Map<Key, Value>> all = Stream.of(Map.of());
        for (Map.Entry<Key, List<Value>> factor : factors.entrySet()) {
            all = all.flatMap(chosen -> factor.getValue().stream().map(value -> {
                Map<Key, Value> more = new EnumMap<>(Key.class);
                more.putAll(chosen);
                more.put(factor.getKey(), value);
                return more;
            }));
        }
        return all;
    }
}
