package marginlab.experiment.setting;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;
import marginlab.file.yaml.YamlCursor;

/** What may stand behind a name of the file: reads it into its one text form, and describes it to an editor. */
public interface SettingType {
    /** The value in its one text form; a problem, and nothing, where it is not of this type. */
    Optional<String> read(YamlCursor value);

    /** What a person may write: {@code a whole number between 1 and 65536}. */
    String expected();

    /** The JSON schema of the value as it stands in a file. */
    JsonObject schema();

    /** A schema that says only {@code type}. */
    static JsonObject schema(String type) {
        JsonObject schema = new JsonObject();
        schema.addProperty("type", type);
        return schema;
    }

    /** A schema that any of these satisfies. */
    static JsonObject anyOf(JsonObject... schemas) {
        JsonArray choices = new JsonArray();
        for (JsonObject schema : schemas) {
            choices.add(schema);
        }
        JsonObject any = new JsonObject();
        any.add("anyOf", choices);
        return any;
    }

    /** A schema of a list of these. */
    static JsonObject listOf(JsonObject item) {
        JsonObject list = schema("array");
        list.add("items", item);
        return list;
    }
}
