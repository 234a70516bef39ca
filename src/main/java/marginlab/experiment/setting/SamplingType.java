package marginlab.experiment.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;
import marginlab.problem.ClosestName;

/** How batches are drawn: {@code auto}, {@code shuffle}, {@code 32 x 4} or {@code {identities: 32, images: 4}}. */
public record SamplingType() implements SettingType {
    /** Chosen for each row: pairs where a term needs them, a shuffle elsewhere. */
    public static final String AUTO = "auto";

    private static final WholeNumberType COUNT = new WholeNumberType(1, 65_536);
    private static final List<String> PARTS = List.of("identities", "images");

    @Override
    public Optional<String> read(YamlCursor value) {
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

    private Optional<String> readParts(YamlCursor value) {
        Map<String, YamlCursor.Field> fields = value.fields(expected());
        boolean good = true;
        for (Map.Entry<String, YamlCursor.Field> field : fields.entrySet()) {
            if (!PARTS.contains(field.getKey())) {
                field.getValue().name().problem("identities or images", ClosestName.hint(field.getKey(), PARTS));
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
    public JsonSchema schema() {
        Map<String, JsonSchema> parts = new LinkedHashMap<>();
        PARTS.forEach(part -> parts.put(part, COUNT.schema()));
        JsonSchema text = JsonSchema.text("^(auto|shuffle|[1-9][0-9]* ?x ?[1-9][0-9]*)$");
        return JsonSchema.anyOf(text, JsonSchema.object(parts, PARTS));
    }
}
