package marginlab.experiment.setting;

import java.util.Optional;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;

/** A whole number between two others. */
public record WholeNumberType(long low, long high) implements SettingType {
    @Override
    public Optional<String> read(YamlCursor value) {
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
    public JsonSchema schema() {
        return JsonSchema.of("integer").with("minimum", low).with("maximum", high);
    }
}
