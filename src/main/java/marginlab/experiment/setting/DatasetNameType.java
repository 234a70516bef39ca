package marginlab.experiment.setting;

import java.util.Optional;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;

/** The name of one dataset. */
public record DatasetNameType() implements SettingType {
    @Override
    public Optional<String> read(YamlCursor value) {
        Optional<String> name = value.text(expected());
        if (name.isPresent() && !DatasetNamesType.NAME.matcher(name.get()).matches()) {
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
    public JsonSchema schema() {
        return JsonSchema.text("^" + DatasetNamesType.NAME.pattern() + "$");
    }
}
