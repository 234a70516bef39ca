package marginlab.experiment;

import com.google.gson.JsonObject;
import java.util.Optional;

/** A whole number between two others. */
record WholeNumber(long low, long high) implements Type {
    @Override
    public Optional<String> read(Cursor value) {
        if (value.isPlain() && value.raw().matches("[-+]?\\d{1,18}")) {
            long number = Long.parseLong(value.raw());
            if (number >= low && number <= high) {
                return Optional.of(Long.toString(number));
            }
        }
        value.problem(expected());
        return Optional.empty();
    }

    @Override
    public String expected() {
        return "a whole number between " + low + " and " + high;
    }

    @Override
    public JsonObject schema() {
        JsonObject schema = Type.schema("integer");
        schema.addProperty("minimum", low);
        schema.addProperty("maximum", high);
        return schema;
    }
}
