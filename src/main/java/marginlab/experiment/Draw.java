package marginlab.experiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How batches are drawn: {@code auto}, {@code shuffle}, {@code 32 x 4} or {@code {identities: 32, images: 4}}. */
record Draw() implements Type {
    /** Chosen for each row: pairs where a term needs them, a shuffle elsewhere. */
    static final String AUTO = "auto";

    private static final WholeNumber COUNT = new WholeNumber(1, 65_536);
    private static final List<String> PARTS = List.of("identities", "images");

    @Override
    public Optional<String> read(Cursor value) {
        if (value.isMap()) {
            return readParts(value);
        }
        Optional<String> text = value.text(expected());
        if (text.isEmpty() || text.get().equals(AUTO)) {
            return text;
        }
        try {
            return Optional.of(Sampling.parse(text.get()).label());
        } catch (IllegalArgumentException e) {
            value.problem(expected());
            return Optional.empty();
        }
    }

    private Optional<String> readParts(Cursor value) {
        Map<String, Cursor.Field> fields = value.fields(expected());
        boolean good = true;
        for (Map.Entry<String, Cursor.Field> field : fields.entrySet()) {
            if (!PARTS.contains(field.getKey())) {
                field.getValue().name().problem("identities or images", Nearest.hint(field.getKey(), PARTS));
                good = false;
            }
        }
        if (!fields.keySet().containsAll(PARTS)) {
            value.problem("both identities and images");
            return Optional.empty();
        }
        Optional<String> identities = COUNT.read(fields.get("identities").value());
        Optional<String> images = COUNT.read(fields.get("images").value());
        return good && identities.isPresent() && images.isPresent()
                ? Optional.of(identities.get() + " x " + images.get())
                : Optional.empty();
    }

    @Override
    public String expected() {
        return "auto, shuffle or {identities: 32, images: 4}";
    }

    @Override
    public JsonObject schema() {
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        for (String part : PARTS) {
            properties.add(part, COUNT.schema());
            required.add(part);
        }
        JsonObject parts = Type.schema("object");
        parts.add("properties", properties);
        parts.add("required", required);
        parts.addProperty("additionalProperties", false);
        JsonObject text = Type.schema("string");
        text.addProperty("pattern", "^(auto|shuffle|[1-9][0-9]* ?x ?[1-9][0-9]*)$");
        return Type.anyOf(text, parts);
    }
}
