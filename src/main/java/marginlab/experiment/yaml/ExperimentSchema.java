package marginlab.experiment.yaml;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import marginlab.experiment.network.ColourOrder;
import marginlab.experiment.setting.DatasetNamesType;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.SettingType;
import marginlab.file.text.Decimal;

/** The JSON schema of experiment files, made from {@link SettingKey}, so that editors complete and check them. */
public final class ExperimentSchema {
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private ExperimentSchema() {}

    /** The schema as it stands in {@code schemas/experiment.schema.json}. */
    public static String text() {
        return PRETTY.toJson(schema()) + "\n";
    }

    static JsonObject schema() {
        JsonObject properties = new JsonObject();
        for (SectionKey part : SectionKey.values()) {
            properties.add(part.path(), described(part(part), part.description()));
        }
        settings(properties, UnaryOperator.identity());
        JsonObject root = new JsonObject();
        root.addProperty("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.addProperty("title", "An experiment of marginlab");
        root.asMap().putAll(object(properties).asMap());
        JsonArray required = new JsonArray();
        required.add(SectionKey.NAME.path());
        root.add("required", required);
        return root;
    }

    private static JsonObject part(SectionKey part) {
        JsonObject text = SettingType.schema("string");
        JsonObject rows = new JsonObject();
        switch (part) {
            case NAME:
                text.addProperty("pattern", "^" + DatasetNamesType.NAME.pattern() + "$");
                return text;
            case LOSSES:
                return SettingType.anyOf(text, SettingType.listOf(text));
            case SEEDS:
                return SettingType.listOf(ExperimentReader.SEED.schema());
            case REPEAT:
                JsonObject repeat = ExperimentReader.REPEAT.schema();
                repeat.addProperty("default", 1);
                return repeat;
            case NETWORKS:
                return SettingType.listOf(network(text));
            case MATRIX:
                settings(rows, SettingType::listOf);
                dotted(rows, SettingType::listOf);
                rows.remove(SettingKey.VERIFY.path());
                rows.add(
                        SettingKey.TRAIN.path(),
                        SettingType.listOf(SettingKey.TRAIN.type().schema()));
                return object(rows);
            case INCLUDE, EXCLUDE:
                rows.add("loss", SettingType.anyOf(text, SettingType.listOf(text)));
                settings(rows, UnaryOperator.identity());
                dotted(rows, UnaryOperator.identity());
                return SettingType.listOf(object(rows));
            default:
                return text;
        }
    }

    private static JsonObject network(JsonObject text) {
        JsonObject number = SettingType.schema("number");
        JsonObject numbers = SettingType.anyOf(number, SettingType.listOf(number));
        JsonObject scale = new JsonObject();
        scale.add(NetworkRows.MEAN, numbers);
        scale.add(NetworkRows.DEVIATION, numbers);
        JsonArray orders = new JsonArray();
        Stream.of(ColourOrder.values()).map(ColourOrder::label).forEach(orders::add);
        JsonObject order = new JsonObject();
        order.add("enum", orders);
        JsonObject properties = new JsonObject();
        properties.add(NetworkRows.NAME, part(SectionKey.NAME));
        properties.add(NetworkRows.FILE, text);
        properties.add(NetworkRows.PIXELS, SettingType.anyOf(text, object(scale)));
        properties.add(NetworkRows.COLOUR, order);
        properties.add(NetworkRows.INPUT, SettingType.anyOf(SettingType.schema("integer"), text));
        JsonArray required = new JsonArray();
        List.of(NetworkRows.NAME, NetworkRows.FILE, NetworkRows.PIXELS).forEach(required::add);
        JsonObject network = object(properties);
        network.add("required", required);
        return network;
    }

    /** The settings as they nest in a file. */
    private static void settings(JsonObject properties, UnaryOperator<JsonObject> shape) {
        Map<String, JsonObject> nested = new LinkedHashMap<>();
        for (SettingKey key : SettingKey.values()) {
            int dot = key.path().indexOf('.');
            JsonObject map = dot < 0
                    ? properties
                    : nested.computeIfAbsent(key.path().substring(0, dot), name -> new JsonObject());
            map.add(key.path().substring(dot + 1), described(shape.apply(schema(key)), key));
        }
        nested.forEach((name, map) -> properties.add(
                name, described(object(map), Sections.NESTED.get(name).means())));
    }

    /** The settings of nested maps by their full names. */
    private static void dotted(JsonObject properties, UnaryOperator<JsonObject> shape) {
        for (SettingKey key : SettingKey.values()) {
            if (key.path().contains(".")) {
                properties.add(key.path(), described(shape.apply(schema(key)), key));
            }
        }
    }

    private static JsonObject schema(SettingKey key) {
        if (key != SettingKey.TRAIN) {
            return key.type().schema();
        }
        JsonObject parts = new JsonObject();
        parts.add("name", key.type().schema());
        parts.add("sets", key.type().schema());
        Sections.TRAIN_PARTS.forEach(part -> parts.add(part.path(), part.type().schema()));
        return SettingType.anyOf(key.type().schema(), object(parts));
    }

    private static JsonObject object(JsonObject properties) {
        JsonObject object = SettingType.schema("object");
        object.add("properties", properties);
        object.addProperty("additionalProperties", false);
        return object;
    }

    private static JsonObject described(JsonObject schema, SettingKey key) {
        JsonObject described = described(schema, key.description());
        if (!"array".equals(text(schema.get("type")))) {
            key.standard().ifPresent(text -> described.add("default", value(text)));
        }
        return described;
    }

    private static JsonObject described(JsonObject schema, String description) {
        JsonObject described = new JsonObject();
        described.addProperty("description", description);
        described.asMap().putAll(schema.asMap());
        return described;
    }

    private static JsonElement value(String text) {
        if (Decimal.isNumber(text)) {
            return new JsonPrimitive(new BigDecimal(text));
        }
        boolean truth = text.equals("true") || text.equals("false");
        return truth ? new JsonPrimitive(Boolean.valueOf(text)) : new JsonPrimitive(text);
    }

    private static String text(JsonElement element) {
        return element == null ? "" : element.getAsString();
    }
}
