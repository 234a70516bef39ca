package marginlab.experiment.setting;

import java.util.Optional;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;

/** True or false. */
record SwitchType() implements SettingType {
    @Override
    public Optional<String> read(YamlCursor value) {
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
    public JsonSchema schema() {
        return JsonSchema.of("boolean");
    }
}
