package marginlab.experiment.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginlab.experiment.SeedsUntilDecided;
import marginlab.experiment.setting.ChoiceType;
import marginlab.experiment.setting.RealNumberType;
import marginlab.experiment.setting.SettingType;
import marginlab.experiment.setting.WholeNumberType;
import marginlab.file.json.JsonSchema;
import marginlab.file.text.Decimal;
import marginlab.file.yaml.YamlCursor;
import marginlab.problem.ClosestName;

/** Reads the seeds of an experiment: a list, or {@code {until: decided, least: 3, most: 20}}. */
final class SeedsReader {
    private static final SettingType SEED = new WholeNumberType(0, Integer.MAX_VALUE);
    static final String UNTIL = "until";
    static final String DIFFERENCE = "difference";
    private static final String LEAST = "least";
    private static final String MOST = "most";
    private static final String ERROR = "error";
    private static final int USUAL_LEAST = 3;
    private static final int USUAL_MOST = 20;
    private static final double USUAL_ERROR = 0.05;
    private static final String EXPECTED =
            "a list of seeds, such as [1, 2, 3], or {until: decided, least: 3, most: 20}";

    private static final Map<String, SettingType> PARTS = parts();

    private SeedsReader() {}

    private static Map<String, SettingType> parts() {
        Map<String, SettingType> parts = new LinkedHashMap<>();
        parts.put(UNTIL, new ChoiceType(List.of("decided")));
        // A scatter takes two.
        parts.put(LEAST, new WholeNumberType(2, 1000));
        parts.put(MOST, new WholeNumberType(2, 1000));
        parts.put(DIFFERENCE, ExperimentReader.DIFFERENCE);
        parts.put(ERROR, new RealNumberType(0, false, 1, false));
        return parts;
    }

    /** The seeds of a list; none where it is not one. */
    static List<Long> list(YamlCursor value) {
        List<Long> seeds = new ArrayList<>();
        List<YamlCursor> items = value.items(EXPECTED);
        if (value.isList() && items.isEmpty()) {
            value.problem("at least one seed");
        }
        for (YamlCursor item : items) {
            Optional<Long> seed = SEED.read(item).map(Long::valueOf);
            if (seed.isPresent() && seeds.contains(seed.get())) {
                item.problem("each seed once");
            } else {
                seed.ifPresent(seeds::add);
            }
        }
        return seeds;
    }

    /**
     * The rule of a map; what is wrong in it is a problem, and the usual stands in its place.
     *
     * @param difference that the file states for all its verdicts
     */
    static SeedsUntilDecided rule(YamlCursor value, Optional<Double> difference) {
        Map<String, YamlCursor.Field> fields = value.fields(EXPECTED);
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            if (PARTS.containsKey(name)) {
                PARTS.get(name).read(field.value()).ifPresent(text -> texts.put(name, text));
            } else {
                field.name()
                        .problem("one of " + String.join(", ", PARTS.keySet()), ClosestName.hint(name, PARTS.keySet()));
            }
        });
        if (!fields.containsKey(UNTIL)) {
            value.problem("until: decided in it, with least and most seeds", "Without it, seeds are a list: [1, 2, 3]");
        }
        int least = Integer.parseInt(texts.getOrDefault(LEAST, String.valueOf(USUAL_LEAST)));
        int most = Integer.parseInt(texts.getOrDefault(MOST, String.valueOf(Math.max(USUAL_MOST, least))));
        if (most < least) {
            (fields.containsKey(MOST) ? fields.get(MOST).value() : value)
                    .problem("at least the " + least + " seeds that every row gets");
        }
        double own = Optional.ofNullable(texts.get(DIFFERENCE))
                .map(Double::parseDouble)
                .orElse(difference.orElse(ExperimentReader.USUAL_DIFFERENCE));
        if (difference.isPresent() && difference.get() != own) {
            fields.get(DIFFERENCE)
                    .value()
                    .problem(
                            "the difference that the file states beside the seeds, " + Decimal.label(difference.get()));
        }
        double error =
                Optional.ofNullable(texts.get(ERROR)).map(Double::parseDouble).orElse(USUAL_ERROR);
        return new SeedsUntilDecided(least, Math.max(least, most), own, error);
    }

    static JsonSchema schema() {
        Map<String, JsonSchema> parts = new LinkedHashMap<>();
        PARTS.forEach((name, type) -> parts.put(name, type.schema()));
        parts.computeIfPresent(LEAST, (name, schema) -> schema.with("default", USUAL_LEAST));
        parts.computeIfPresent(MOST, (name, schema) -> schema.with("default", USUAL_MOST));
        parts.computeIfPresent(ERROR, (name, schema) -> schema.with("default", USUAL_ERROR));
        return JsonSchema.anyOf(JsonSchema.listOf(SEED.schema()), JsonSchema.object(parts, List.of(UNTIL)));
    }
}
