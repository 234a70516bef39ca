package marginlab.experiment;

import com.google.gson.JsonObject;
import java.util.Optional;

/** True or false. */
record Switch() implements Type {
    @Override
    public Optional<String> read(Cursor value) {
        if (value.isPlain() && (value.raw().equals("true") || value.raw().equals("false"))) {
            return Optional.of(value.raw());
        }
        value.problem(expected());
        return Optional.empty();
    }

    @Override
    public String expected() {
        return "true or false";
    }

    @Override
    public JsonObject schema() {
        return Type.schema("boolean");
    }
}
