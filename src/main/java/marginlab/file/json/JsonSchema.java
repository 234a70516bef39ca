package marginlab.file.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON schema: its words with what they say, in the order in which they were added.
 *
 * @param words texts, numbers, truth values, schemas, or lists and maps of these
 */
public record JsonSchema(Map<String, Object> words) {
    private static final String TYPE = "type";

    public JsonSchema {
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    /** A schema that allows all. */
    public static JsonSchema any() {
        return new JsonSchema(Map.of());
    }

    /** A schema that says only {@code type}. */
    public static JsonSchema of(String type) {
        return any().with(TYPE, type);
    }

    /** A text that matches an expression. */
    public static JsonSchema text(String pattern) {
        return of("string").with("pattern", pattern);
    }

    /** One of some texts. */
    public static JsonSchema oneOf(List<String> texts) {
        return any().with("enum", texts);
    }

    /** A schema that any of these satisfies. */
    public static JsonSchema anyOf(JsonSchema... schemas) {
        return any().with("anyOf", List.of(schemas));
    }

    /** A list of these. */
    public static JsonSchema listOf(JsonSchema item) {
        return of("array").with("items", item);
    }

    /** A map with these keys and no others. */
    public static JsonSchema object(Map<String, JsonSchema> properties) {
        return of("object").with("properties", properties).with("additionalProperties", false);
    }

    /** The same, some of whose keys must be there. */
    public static JsonSchema object(Map<String, JsonSchema> properties, List<String> required) {
        return of("object")
                .with("properties", properties)
                .with("required", required)
                .with("additionalProperties", false);
    }

    /** The schema with one more word at its end. */
    public JsonSchema with(String word, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(words);
        more.put(word, value);
        return new JsonSchema(more);
    }

    /** The schema with a description before all else. */
    public JsonSchema described(String description) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("description", description);
        all.putAll(words);
        return new JsonSchema(all);
    }

    public boolean isList() {
        return "array".equals(words.get(TYPE));
    }
}
