package marginlab.file.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonSerializer;
import java.time.Instant;

/**
 * Records as JSON and back. A document's keys and their order are the components of its record; a component that is null is
 * {@code null}, an empty {@code Optional} is an absent key, an {@code Instant} is its ISO text.
 */
public final class Json {
    private static final Gson LINE = builder().create();
    private static final Gson PAGE = builder().setPrettyPrinting().create();

    private Json() {}

    private static GsonBuilder builder() {
        return new GsonBuilder()
                .disableHtmlEscaping()
                .serializeNulls()
                .serializeSpecialFloatingPointValues()
                .registerTypeAdapterFactory(new OptionalJson())
                .registerTypeAdapter(Instant.class, new InstantJson())
                .registerTypeAdapter(JsonSchema.class, (JsonSerializer<JsonSchema>)
                        (schema, type, context) -> context.serialize(schema.words()));
    }

    /** On one line, without its end. */
    public static String line(Object document) {
        return LINE.toJson(document);
    }

    /** Indented by two, without the end of the last line. */
    public static String indented(Object document) {
        return PAGE.toJson(document);
    }

    /**
     * Reads what {@link #line} or {@link #indented} wrote; keys that the record does not have are passed over, those that are
     * missing are null or zero.
     *
     * @throws JsonParseException where the text is not JSON of that form
     */
    public static <T> T read(String text, Class<T> type) {
        return LINE.fromJson(text, type);
    }

    /** The same of a text that was parsed. */
    public static <T> T read(JsonElement parsed, Class<T> type) {
        return LINE.fromJson(parsed, type);
    }
}
