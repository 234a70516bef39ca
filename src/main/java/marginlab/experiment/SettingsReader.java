package marginlab.experiment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads settings, each by its own type, and remembers which could not be read and which datasets were named. */
final class SettingsReader {
    private final Set<Key> broken = EnumSet.noneOf(Key.class);
    private final List<Mention> mentions = new ArrayList<>();

    /** The settings among these fields. */
    Map<Key, Value> read(Map<String, Cursor.Field> fields) {
        Map<Key, Value> values = new EnumMap<>(Key.class);
        fields.forEach((path, field) ->
                Key.named(path).ifPresent(key -> read(key, field.value()).ifPresent(value -> values.put(key, value))));
        return values;
    }

    /** One setting. */
    Optional<Value> read(Key key, Cursor cursor) {
        Optional<String> text = key.type().read(cursor);
        if (text.isEmpty()) {
            broken.add(key);
        } else if (key == Key.TRAIN || key == Key.VERIFY || key == Key.WATCH) {
            cursor.itemsOrSelf("").forEach(item -> mentions.add(VerifiedSets.mention(item, key)));
        }
        return text.map(form -> new Value(form, cursor.place(), true));
    }

    /** Settings that stand somewhere as what they cannot be. */
    Set<Key> broken() {
        return broken;
    }

    List<Mention> mentions() {
        return mentions;
    }
}
