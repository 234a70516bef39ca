package marginlab.report.format;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As much of JSON Schema as the shipped schema uses; a keyword that it does not know is an error. */
final class JsonSchemaCheck {
    private final JsonObject root;
    private final List<String> problems = new ArrayList<>();

    private JsonSchemaCheck(JsonObject root) {
        this.root = root;
    }

    /** What is wrong with a document, one text each with its path. */
    static List<String> problems(JsonObject schema, JsonElement document) {
        JsonSchemaCheck checker = new JsonSchemaCheck(schema);
        checker.check(schema, document, "$");
        return checker.problems;
    }

    private void check(JsonObject schema, JsonElement value, String path) {
        for (Map.Entry<String, JsonElement> keyword : schema.entrySet()) {
            JsonElement rule = keyword.getValue();
            switch (keyword.getKey()) {
                case "$ref" -> check(referenced(rule.getAsString()), value, path);
                case "type" -> require(isOf(rule.getAsString(), value), path + " is no " + rule);
                case "enum" -> require(rule.getAsJsonArray().contains(value), path + " is " + value);
                case "required" ->
                    rule.getAsJsonArray()
                            .forEach(name ->
                                    require(value.getAsJsonObject().has(name.getAsString()), path + " lacks " + name));
                case "items" -> eachItem(rule.getAsJsonObject(), value.getAsJsonArray(), path);
                case "properties", "additionalProperties" -> {}
                case "minItems" -> require(value.getAsJsonArray().size() >= rule.getAsInt(), path + " is short");
                case "maxItems" -> require(value.getAsJsonArray().size() <= rule.getAsInt(), path + " is long");
                case "minimum" -> require(value.getAsDouble() >= rule.getAsDouble(), path + " is low");
                case "exclusiveMinimum" -> require(value.getAsDouble() > rule.getAsDouble(), path + " is low");
                case "exclusiveMaximum" -> require(value.getAsDouble() < rule.getAsDouble(), path + " is high");
                case "maximum" -> require(value.getAsDouble() <= rule.getAsDouble(), path + " is high");
                case "$schema", "$defs", "title", "description" -> {}
                default -> problems.add("unknown keyword " + keyword.getKey());
            }
        }
        if (value.isJsonObject()) {
            members(schema, value.getAsJsonObject(), path);
        }
    }

    private void members(JsonObject schema, JsonObject object, String path) {
        JsonObject known = schema.has("properties") ? schema.getAsJsonObject("properties") : new JsonObject();
        JsonElement others = schema.get("additionalProperties");
        object.entrySet().forEach(member -> {
            String at = path + "." + member.getKey();
            if (known.has(member.getKey())) {
                check(known.getAsJsonObject(member.getKey()), member.getValue(), at);
            } else if (others != null && others.isJsonObject()) {
                check(others.getAsJsonObject(), member.getValue(), at);
            } else {
                require(others == null || schema.has("$ref"), at + " is not in the schema");
            }
        });
    }

    private void eachItem(JsonObject schema, JsonArray items, String path) {
        for (int i = 0; i < items.size(); i++) {
            check(schema, items.get(i), path + "[" + i + "]");
        }
    }

    private JsonObject referenced(String reference) {
        return root.getAsJsonObject("$defs").getAsJsonObject(reference.substring("#/$defs/".length()));
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private static boolean isOf(String type, JsonElement value) {
        return switch (type) {
            case "object" -> value.isJsonObject();
            case "array" -> value.isJsonArray();
            case "string" ->
                value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
            case "boolean" ->
                value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
            case "number" ->
                value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
            case "integer" -> value.getAsDouble() == Math.rint(value.getAsDouble());
            default -> false;
        };
    }
}
