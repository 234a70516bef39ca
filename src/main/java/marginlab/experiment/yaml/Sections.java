package marginlab.experiment.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import marginlab.experiment.setting.SettingKey;
import marginlab.file.yaml.Yaml;
import marginlab.file.yaml.YamlCursor;
import marginlab.problem.ClosestName;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;

/** The fields of an experiment file by full name, with nested maps unfolded: {@code schedule.rate}, {@code matrix.scale}. */
final class Sections {
    private static final List<String> SETTINGS =
            Stream.of(SettingKey.values()).map(SettingKey::path).toList();
    private static final String MATRIX = SectionKey.MATRIX.path() + ".";

    /** A map of settings in the file: what it means, an example, and one of the settings as a factor of the matrix. */
    record Nested(String means, String example, String factor) {
        String asMap() {
            return "a map such as " + example;
        }

        String inMatrix() {
            return "one of its settings with a list, such as " + factor;
        }
    }

    static final Map<String, Nested> NESTED = Map.of(
            "schedule",
            new Nested("how a trial is optimised", "{batch: 512, rate: 0.1}", "schedule.rate: [0.1, 0.05]"),
            "stop-early",
            new Nested(
                    "when training ends before its schedule does",
                    "{patience: 5, after: 10}",
                    "stop-early.patience: [0, 5]"),
            "init",
            new Nested("where the weights start", "{file: y1.params}", "init.file: [y1.params, y2.params]"),
            "augment",
            new Nested("what is done to training images", "{crop: 0.2, photometric: 0.2}", "augment.crop: [0, 0.2]"));

    /** Settings that may stand beside the names of the training sets. */
    static final List<SettingKey> TRAIN_PARTS =
            List.of(SettingKey.MIN_IMAGES, SettingKey.IDENTITIES, SettingKey.IDENTITIES_SEED);

    private Sections() {}

    /** The fields of the whole file. */
    static Map<String, YamlCursor.Field> of(YamlCursor root) {
        Map<String, YamlCursor.Field> sections = new LinkedHashMap<>();
        Map<String, YamlCursor.Field> fields = root.fields("a map: name, train, verify, losses and settings");
        YamlCursor.Field matrix = fields.remove(SectionKey.MATRIX.path());
        sections.putAll(unfold(fields));
        if (matrix != null && !matrix.value().isAbsent()) {
            putFactors(sections, matrix.value());
        }
        return sections;
    }

    private static void putFactors(Map<String, YamlCursor.Field> sections, YamlCursor matrix) {
        unfold(matrix.fields("settings with lists of values, such as {scale: [30, 64]}"), Nested::inMatrix)
                .forEach((path, field) -> sections.put(MATRIX + path, field));
    }

    /** Settings by full name: a map under {@code schedule}, {@code stop-early} or {@code train} is taken apart. */
    static Map<String, YamlCursor.Field> unfold(Map<String, YamlCursor.Field> fields) {
        return unfold(fields, Nested::asMap);
    }

    private static Map<String, YamlCursor.Field> unfold(
            Map<String, YamlCursor.Field> fields, Function<Nested, String> expected) {
        Map<String, YamlCursor.Field> flat = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            if (NESTED.containsKey(name)) {
                field.value()
                        .fields(expected.apply(NESTED.get(name)))
                        .forEach((inner, value) -> put(flat, name + "." + inner, value));
            } else if (name.equals(SettingKey.TRAIN.path()) && field.value().isMap()) {
                field.value()
                        .fields("a map such as {name: lfw-view1, min-images: 5}")
                        .forEach((inner, value) -> put(flat, trainPath(inner), value));
            } else {
                put(flat, name, field);
            }
        });
        return flat;
    }

    private static String trainPath(String inner) {
        if (inner.equals("name") || inner.equals("sets")) {
            return SettingKey.TRAIN.path();
        }
        boolean isSetting = TRAIN_PARTS.stream().anyMatch(key -> key.path().equals(inner));
        return isSetting ? inner : SettingKey.TRAIN.path() + "." + inner;
    }

    private static void put(Map<String, YamlCursor.Field> flat, String path, YamlCursor.Field field) {
        YamlCursor.Field first = flat.putIfAbsent(path, field);
        if (first != null) {
            field.name()
                    .problem(
                            "each setting once",
                            path + " first appears at " + first.name().place());
        }
    }

    /** Puts {@code --set key=value} over what the file says. */
    static void override(Map<String, YamlCursor.Field> sections, List<String> overrides, Problems problems) {
        for (String override : overrides) {
            String source = "--set " + override;
            int equals = override.indexOf('=');
            if (equals < 1) {
                problems.add(source, equals < 0 ? "no '='" : "no setting before the '='", "--set key=value", "");
                continue;
            }
            String path = override.substring(0, equals).strip();
            try {
                YamlCursor name = Yaml.parse("'" + path.replace("'", "''") + "'", source, problems);
                YamlCursor value = Yaml.parse(override.substring(equals + 1), source, problems);
                override(sections, path, new YamlCursor.Field(name, value), problems);
            } catch (ProblemException e) {
                e.problems().forEach(problems::add);
            }
        }
    }

    private static void override(
            Map<String, YamlCursor.Field> sections, String path, YamlCursor.Field field, Problems problems) {
        if (path.equals(SectionKey.MATRIX.path())) {
            sections.keySet().removeIf(name -> name.startsWith(MATRIX));
            putFactors(sections, field.value());
            return;
        }
        if (sections.containsKey(MATRIX + path)) {
            String hint = "Use --set " + MATRIX + path + "=[...]";
            problems.add(field.name().place(), path, "a setting that the matrix does not vary", hint);
        }
        sections.putAll(unfold(Map.of(path, field)));
    }

    /** A problem for each name that is neither a setting nor one of these. */
    static void refuseUnknown(Map<String, YamlCursor.Field> fields, List<String> others, String expected) {
        List<String> known = new ArrayList<>(others);
        known.addAll(SETTINGS);
        fields.forEach((path, field) -> {
            if (!known.contains(path)) {
                field.name().problem(expected, hint(path, known));
            }
        });
    }

    private static String hint(String path, List<String> known) {
        Optional<String> elsewhere = known.stream()
                .filter(name -> name.endsWith("." + path))
                .findFirst()
                .or(() -> SettingSynonyms.ours(path.substring(path.lastIndexOf('.') + 1)));
        if (elsewhere.isPresent()) {
            return "Did you mean '" + elsewhere.get() + "'?";
        }
        // In a map the names of that map are near, and their common beginning does not make others so.
        String map = path.substring(0, path.indexOf('.') + 1);
        List<String> inside = known.stream()
                .filter(name -> !map.isEmpty() && name.startsWith(map))
                .map(name -> name.substring(map.length()))
                .toList();
        if (inside.isEmpty()) {
            return ClosestName.hint(path, known);
        }
        return ClosestName.of(path.substring(map.length()), inside)
                .map(near -> "Did you mean '" + map + near + "'?")
                .orElseGet(() -> "Known in " + map.replace(".", "") + ": " + String.join(", ", inside));
    }
}
