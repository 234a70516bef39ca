package marginlab.experiment.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;

/** Names of datasets: one, or a list of them. */
public record DatasetNamesType() implements SettingType {
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String SEPARATOR = ", ";

    @Override
    public Optional<String> read(YamlCursor value) {
        List<String> names = new ArrayList<>();
        boolean good = true;
        for (YamlCursor item : value.itemsOrSelf(expected())) {
            Optional<String> name = item.text("the name of a dataset");
            if (name.isEmpty()) {
                good = false;
            } else if (!NAME.matcher(name.get()).matches()) {
                item.problem("the name of a dataset: letters, digits, dots, hyphens and underscores");
                good = false;
            } else if (names.contains(name.get())) {
                // Said, but the names are known, so that those of no dataset are told too.
                item.problem("each dataset once");
            } else {
                names.add(name.get());
            }
        }
        if (good && names.isEmpty()) {
            value.problem("at least one dataset");
        }
        return good && !names.isEmpty() ? Optional.of(join(names)) : Optional.empty();
    }

    static String join(List<String> names) {
        return String.join(SEPARATOR, names);
    }

    static List<String> split(String text) {
        return List.of(text.split(SEPARATOR));
    }

    @Override
    public String expected() {
        return "the name of a dataset, or a list of names";
    }

    @Override
    public JsonSchema schema() {
        JsonSchema name = new DatasetNameType().schema();
        return JsonSchema.anyOf(name, JsonSchema.listOf(name));
    }
}
