package marginlab.dataset.catalog;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The JSON schema of the catalog, made from the keys, roles and formats that its reader takes, so that editors check it. */
public final class CatalogSchema {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("role", "what it is for"),
            Map.entry("format", "how it is stored"),
            Map.entry(
                    "path",
                    "its file or folder, from the catalog's folder; ${NAME:-otherwise} is an environment variable"),
            Map.entry("list", "its list of pairs or images, where the format has one"),
            Map.entry("identities", "people, as published"),
            Map.entry("images", "images, as published"),
            Map.entry("pairs", "pairs, as published"),
            Map.entry("editions", "counts of other editions that are whole too"),
            Map.entry("drop-identities", "list of people who are left out, one a line"),
            Map.entry("terms", "of use, one line"),
            Map.entry("source", "where it comes from"),
            Map.entry("get", "what to do to have it, one line"),
            Map.entry("generate", "what draws or makes it on first use"),
            Map.entry("made-from", "the row that it is made from"),
            Map.entry("protocol", "what scores it, where its format fits several protocols"),
            Map.entry("sets", "other rows that its protocol needs, by what they are to it: {gallery: NAME}"),
            Map.entry("lists", "files that its protocol needs, by what they are to it: {probe-noise: FILE}"),
            Map.entry("download", "public files that make it up"));

    private CatalogSchema() {}

    /** The schema as it stands in {@code schemas/datasets.schema.json}. */
    public static String text() {
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(schema())
                + "\n";
    }

    static JsonObject schema() {
        JsonObject properties = new JsonObject();
        CatalogReader.KEYS.forEach(key -> properties.add(key, described(key)));
        JsonObject row = object(properties, List.of("role", "format", "path"));
        JsonObject names = new JsonObject();
        names.add("^" + CatalogReader.NAME.pattern() + "$", row);
        JsonObject root = new JsonObject();
        root.addProperty("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.addProperty("title", "A catalog of datasets for marginlab");
        root.addProperty("type", "object");
        root.add("patternProperties", names);
        root.addProperty("additionalProperties", false);
        return root;
    }

    private static JsonObject described(String key) {
        JsonObject schema = new JsonObject();
        schema.addProperty("description", MEANINGS.get(key));
        schema.asMap().putAll(type(key).asMap());
        return schema;
    }

    private static JsonObject type(String key) {
        return switch (key) {
            case "role" ->
                oneOf(Arrays.stream(DatasetRole.values())
                        .map(DatasetRole::label)
                        .toList());
            case "format" ->
                oneOf(Arrays.stream(DatasetFormat.values())
                        .map(DatasetFormat::label)
                        .toList());
            case "identities", "images", "pairs" -> count();
            case "editions" -> list(counts());
            case "download" -> list(object(texts(DownloadReader.KEYS), List.of("address", "to")));
            case "sets", "lists" -> names();
            default -> of("string");
        };
    }

    private static JsonObject names() {
        JsonObject names = of("object");
        names.add("additionalProperties", of("string"));
        return names;
    }

    private static JsonObject counts() {
        JsonObject properties = new JsonObject();
        CatalogReader.COUNTS.forEach(name -> properties.add(name, count()));
        return object(properties, List.of());
    }

    private static JsonObject texts(Iterable<String> names) {
        JsonObject properties = new JsonObject();
        names.forEach(name -> properties.add(name, of("string")));
        return properties;
    }

    private static JsonObject count() {
        JsonObject count = of("integer");
        count.addProperty("minimum", 0);
        return count;
    }

    private static JsonObject oneOf(List<String> labels) {
        JsonObject schema = new JsonObject();
        schema.add("enum", array(labels));
        return schema;
    }

    private static JsonObject list(JsonObject items) {
        JsonObject list = of("array");
        list.add("items", items);
        return list;
    }

    private static JsonObject object(JsonObject properties, List<String> needed) {
        JsonObject object = of("object");
        object.add("properties", properties);
        object.add("required", array(needed));
        object.addProperty("additionalProperties", false);
        return object;
    }

    private static JsonObject of(String type) {
        JsonObject schema = new JsonObject();
        schema.addProperty("type", type);
        return schema;
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
