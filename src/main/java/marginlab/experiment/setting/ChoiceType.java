package marginlab.experiment.setting;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;
import marginlab.problem.ClosestName;

/** One of a few names. */
public record ChoiceType(List<String> names) implements SettingType {
    public ChoiceType {
        names = List.copyOf(names);
    }

    /** The value with that label. */
    static <E> E named(String text, E[] values, Function<E, String> label) {
        return Stream.of(values)
                .filter(value -> label.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is none of " + String.join(", ", labels(values, label))));
    }

    /** The labels of all values. */
    static <E> List<String> labels(E[] values, Function<E, String> label) {
        return Stream.of(values).map(label).toList();
    }

    @Override
    public Optional<String> read(YamlCursor value) {
        Optional<String> text = value.text(expected());
        if (text.isPresent() && !names.contains(text.get())) {
            value.problem(
                    expected(),
                    ClosestName.of(text.get(), names)
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse(""));
            return Optional.empty();
        }
        return text;
    }

    @Override
    public String expected() {
        return names.size() == 1 ? names.get(0) : "one of " + String.join(", ", names);
    }

    @Override
    public JsonSchema schema() {
        return JsonSchema.oneOf(names);
    }
}
