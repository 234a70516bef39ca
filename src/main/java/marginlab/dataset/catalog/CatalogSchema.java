package marginlab.dataset.catalog;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.file.json.Json;
import marginlab.file.json.JsonSchema;

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
        return Json.indented(schema()) + "\n";
    }

    static JsonSchema schema() {
        Map<String, JsonSchema> properties = new LinkedHashMap<>();
        CatalogReader.KEYS.forEach(key -> properties.put(key, type(key).described(MEANINGS.get(key))));
        JsonSchema row = JsonSchema.object(properties, List.of("role", "format", "path"));
        return JsonSchema.any()
                .with("$schema", "https://json-schema.org/draft/2020-12/schema")
                .with("title", "A catalog of datasets for marginlab")
                .with("type", "object")
                .with("patternProperties", Map.of("^" + CatalogReader.NAME.pattern() + "$", row))
                .with("additionalProperties", false);
    }

    private static JsonSchema type(String key) {
        return switch (key) {
            case "role" ->
                JsonSchema.oneOf(Arrays.stream(DatasetRole.values())
                        .map(DatasetRole::label)
                        .toList());
            case "format" ->
                JsonSchema.oneOf(Arrays.stream(DatasetFormat.values())
                        .map(DatasetFormat::label)
                        .toList());
            case "identities", "images", "pairs" -> count();
            case "editions" -> JsonSchema.listOf(JsonSchema.object(each(CatalogReader.COUNTS, count()), List.of()));
            case "download" ->
                JsonSchema.listOf(JsonSchema.object(
                        each(DownloadReader.KEYS, JsonSchema.of("string")), List.of("address", "to")));
            case "sets", "lists" -> JsonSchema.of("object").with("additionalProperties", JsonSchema.of("string"));
            default -> JsonSchema.of("string");
        };
    }

    private static Map<String, JsonSchema> each(Iterable<String> names, JsonSchema schema) {
        Map<String, JsonSchema> properties = new LinkedHashMap<>();
        names.forEach(name -> properties.put(name, schema));
        return properties;
    }

    private static JsonSchema count() {
        return JsonSchema.of("integer").with("minimum", 0);
    }
}
