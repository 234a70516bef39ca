package marginlab.experiment.setting;

import java.util.Optional;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;

/** The path of a file, in which environment variables may stand. */
record FilePathType() implements SettingType {
    private static final int LONGEST = 4096;

    @Override
    public Optional<String> read(YamlCursor value) {
        Optional<String> text = value.text(expected());
        if (text.isPresent()
                && (text.get().isBlank()
                        || text.get().length() > LONGEST
                        || text.get().indexOf('\0') >= 0)) {
            value.problem(expected());
            return Optional.empty();
        }
        return text;
    }

    @Override
    public String expected() {
        return "the path of a file, such as ${MARGINLAB_DATA:-data}/y1-0000.params";
    }

    @Override
    public JsonSchema schema() {
        return JsonSchema.of("string");
    }
}
