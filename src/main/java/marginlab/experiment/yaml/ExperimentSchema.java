package marginlab.experiment.yaml;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.setting.DatasetNamesType;
import marginlab.experiment.setting.SettingKey;
import marginlab.file.json.Json;
import marginlab.file.json.JsonSchema;
import marginlab.file.text.Decimal;
import marginlab.loss.formula.DefinitionKey;

/** The JSON schema of experiment files, made from {@link SettingKey}, so that editors complete and check them. */
public final class ExperimentSchema {
    private ExperimentSchema() {}

    /** The schema as it stands in {@code schemas/experiment.schema.json}. */
    public static String text() {
        return Json.indented(schema()) + "\n";
    }

    static JsonSchema schema() {
        Map<String, JsonSchema> properties = new LinkedHashMap<>();
        for (SectionKey part : SectionKey.values()) {
            properties.put(part.path(), part(part).described(part.description()));
        }
        settings(properties, UnaryOperator.identity());
        return JsonSchema.any()
                .with("$schema", "https://json-schema.org/draft/2020-12/schema")
                .with("title", "An experiment of marginlab")
                .with("type", "object")
                .with("properties", properties)
                .with("additionalProperties", false)
                .with("required", List.of(SectionKey.NAME.path()));
    }

    private static JsonSchema part(SectionKey part) {
        JsonSchema text = JsonSchema.of("string");
        Map<String, JsonSchema> rows = new LinkedHashMap<>();
        switch (part) {
            case NAME:
                return JsonSchema.text("^" + DatasetNamesType.NAME.pattern() + "$");
            case LOSSES:
                return JsonSchema.anyOf(text, JsonSchema.listOf(text));
            case DEFINE:
                return definitions(text);
            case SEEDS:
                return SeedsReader.schema();
            case TUNE:
                return TuningReader.schema();
            case REPEAT:
                return ExperimentReader.REPEAT.schema().with("default", 1);
            case NETWORKS:
                return JsonSchema.listOf(network(text));
            case DIFFERENCE:
                return ExperimentReader.DIFFERENCE.schema().with("default", ExperimentReader.USUAL_DIFFERENCE);
            case MATRIX:
                settings(rows, JsonSchema::listOf);
                dotted(rows, JsonSchema::listOf);
                rows.remove(SettingKey.VERIFY.path());
                rows.put(
                        SettingKey.TRAIN.path(),
                        JsonSchema.listOf(SettingKey.TRAIN.type().schema()));
                return JsonSchema.object(rows);
            case INCLUDE, EXCLUDE:
                rows.put("loss", JsonSchema.anyOf(text, JsonSchema.listOf(text)));
                settings(rows, UnaryOperator.identity());
                dotted(rows, UnaryOperator.identity());
                return JsonSchema.listOf(JsonSchema.object(rows));
            default:
                return text;
        }
    }

    private static JsonSchema network(JsonSchema text) {
        JsonSchema number = JsonSchema.of("number");
        JsonSchema numbers = JsonSchema.anyOf(number, JsonSchema.listOf(number));
        Map<String, JsonSchema> scale = new LinkedHashMap<>();
        scale.put(NetworkRows.MEAN, numbers);
        scale.put(NetworkRows.DEVIATION, numbers);
        Map<String, JsonSchema> parts = new LinkedHashMap<>();
        parts.put(NetworkRows.NAME, part(SectionKey.NAME));
        parts.put(NetworkRows.FILE, text);
        parts.put(NetworkRows.PIXELS, JsonSchema.anyOf(text, JsonSchema.object(scale)));
        parts.put(
                NetworkRows.COLOUR,
                JsonSchema.oneOf(
                        Stream.of(ColourOrder.values()).map(ColourOrder::label).toList()));
        parts.put(NetworkRows.INPUT, JsonSchema.anyOf(JsonSchema.of("integer"), text));
        return JsonSchema.object(parts, List.of(NetworkRows.NAME, NetworkRows.FILE, NetworkRows.PIXELS));
    }

    /** Losses by their formulas, under names with their parameters. */
    private static JsonSchema definitions(JsonSchema text) {
        JsonSchema named = JsonSchema.of("object").with("additionalProperties", text);
        Map<String, JsonSchema> parts = new LinkedHashMap<>();
        for (DefinitionKey key : DefinitionKey.values()) {
            parts.put(key.key(), (key.isMap() ? named : text).described(key.description()));
        }
        return JsonSchema.of("object").with("additionalProperties", JsonSchema.object(parts));
    }

    /** The settings as they nest in a file. */
    private static void settings(Map<String, JsonSchema> properties, UnaryOperator<JsonSchema> shape) {
        Map<String, Map<String, JsonSchema>> nested = new LinkedHashMap<>();
        for (SettingKey key : SettingKey.values()) {
            int dot = key.path().indexOf('.');
            Map<String, JsonSchema> map = dot < 0
                    ? properties
                    : nested.computeIfAbsent(key.path().substring(0, dot), name -> new LinkedHashMap<>());
            map.put(key.path().substring(dot + 1), described(shape.apply(schema(key)), key));
        }
        nested.forEach((name, map) -> properties.put(
                name, JsonSchema.object(map).described(Sections.NESTED.get(name).means())));
    }

    /** The settings of nested maps by their full names. */
    private static void dotted(Map<String, JsonSchema> properties, UnaryOperator<JsonSchema> shape) {
        for (SettingKey key : SettingKey.values()) {
            if (key.path().contains(".")) {
                properties.put(key.path(), described(shape.apply(schema(key)), key));
            }
        }
    }

    private static JsonSchema schema(SettingKey key) {
        if (key != SettingKey.TRAIN) {
            return key.type().schema();
        }
        Map<String, JsonSchema> parts = new LinkedHashMap<>();
        parts.put("name", key.type().schema());
        parts.put("sets", key.type().schema());
        Sections.TRAIN_PARTS.forEach(part -> parts.put(part.path(), part.type().schema()));
        return JsonSchema.anyOf(key.type().schema(), JsonSchema.object(parts));
    }

    private static JsonSchema described(JsonSchema schema, SettingKey key) {
        JsonSchema described = schema.described(key.description());
        return described.isList()
                ? described
                : key.standard()
                        .map(text -> described.with("default", value(text)))
                        .orElse(described);
    }

    private static Object value(String text) {
        if (Decimal.isNumber(text)) {
            return new BigDecimal(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }
}
