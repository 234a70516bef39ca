package marginlab.experiment;

import com.google.gson.JsonObject;
import java.util.Optional;

/** The name of one dataset. */
record Name() implements Type {
    @Override
    public Optional<String> read(Cursor value) {
        Optional<String> name = value.text(expected());
        if (name.isPresent() && !Names.NAME.matcher(name.get()).matches()) {
            value.problem(expected());
            return Optional.empty();
        }
        return name;
    }

    @Override
    public String expected() {
        return "the name of a dataset: letters, digits, dots, hyphens and underscores";
    }

    @Override
    public JsonObject schema() {
        JsonObject name = Type.schema("string");
        name.addProperty("pattern", "^" + Names.NAME.pattern() + "$");
        return name;
    }
}
