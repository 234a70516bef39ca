package marginlab.experiment.setting;

import java.util.Optional;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;

/** How many devices one trial trains on: {@code auto} for one of the engine's choice, or a whole number. */
record DeviceCountType() implements SettingType {
    static final String AUTO = "auto";

    private static final int MOST = 64;

    /** The text of a count. */
    static String label(int devices) {
        return devices == 1 ? AUTO : Integer.toString(devices);
    }

    /** The count of a text. */
    static int parse(String text) {
        return text.equals(AUTO) ? 1 : Integer.parseInt(text);
    }

    @Override
    public Optional<String> read(YamlCursor value) {
        if (value.isPlain() && value.raw().equals(AUTO)) {
            return Optional.of(AUTO);
        }
        if (value.isPlain() && value.raw().matches("[1-9]\\d?") && Integer.parseInt(value.raw()) <= MOST) {
            return Optional.of(label(Integer.parseInt(value.raw())));
        }
        value.problem(expected());
        return Optional.empty();
    }

    @Override
    public String expected() {
        return AUTO + " or a whole number between 1 and " + MOST;
    }

    @Override
    public JsonSchema schema() {
        return JsonSchema.anyOf(JsonSchema.of("string").with("const", AUTO), new WholeNumberType(1, MOST).schema());
    }
}
