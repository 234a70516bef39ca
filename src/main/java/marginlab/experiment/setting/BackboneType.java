package marginlab.experiment.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;
import marginlab.problem.ClosestName;

/** A network by its text form, or by its stages: {@code {units: [1, 1], widths: [16, 32], activation: relu}}. */
record BackboneType() implements SettingType {
    private static final int MOST_STAGES = 8;
    private static final WholeNumberType UNITS = new WholeNumberType(1, 200);
    private static final WholeNumberType WIDTH = new WholeNumberType(1, 4096);
    private static final ChoiceType ACTIVATION =
            new ChoiceType(ChoiceType.labels(Backbone.Activation.values(), Backbone.Activation::label));

    @Override
    public Optional<String> read(YamlCursor value) {
        return value.isMap() ? readStages(value) : readText(value);
    }

    private Optional<String> readText(YamlCursor value) {
        Optional<String> text = value.text(expected());
        if (text.isEmpty()) {
            return text;
        }
        try {
            return bounded(Backbone.parse(text.get()), value);
        } catch (IllegalArgumentException e) {
            value.problem(
                    expected(),
                    text.get().indexOf('(') > 0 ? e.getMessage() : ClosestName.hint(text.get(), Backbone.names()));
            return Optional.empty();
        }
    }

    private Optional<String> readStages(YamlCursor value) {
        Map<String, YamlCursor.Field> fields = value.fields(expected());
        Set<String> known = Set.of("units", "widths", "activation");
        boolean good = true;
        for (Map.Entry<String, YamlCursor.Field> field : fields.entrySet()) {
            if (!known.contains(field.getKey())) {
                field.getValue().name().problem("units, widths or activation", ClosestName.hint(field.getKey(), known));
                good = false;
            }
        }
        if (!fields.containsKey("units") || !fields.containsKey("widths")) {
            value.problem("both units and widths");
            return Optional.empty();
        }
        List<Integer> units = numbers(fields.get("units").value(), UNITS);
        List<Integer> widths = numbers(fields.get("widths").value(), WIDTH);
        Optional<String> activation = fields.containsKey("activation")
                ? ACTIVATION.read(fields.get("activation").value())
                : Optional.of(Backbone.Activation.PRELU.label());
        if (!good || units.isEmpty() || widths.isEmpty() || activation.isEmpty()) {
            return Optional.empty();
        }
        if (units.size() != widths.size()) {
            value.problem("as many widths as stages", units.size() + " units, " + widths.size() + " widths");
            return Optional.empty();
        }
        return bounded(new Backbone(units, widths, Backbone.Activation.parse(activation.get())), value);
    }

    private Optional<String> bounded(Backbone backbone, YamlCursor value) {
        boolean good = backbone.units().size() <= MOST_STAGES
                && backbone.units().stream().allMatch(units -> units <= UNITS.high())
                && backbone.widths().stream().allMatch(width -> width <= WIDTH.high());
        if (!good) {
            value.problem("at most " + MOST_STAGES + " stages of at most " + UNITS.high() + " units and " + WIDTH.high()
                    + " channels");
        }
        return good ? Optional.of(backbone.label()) : Optional.empty();
    }

    private static List<Integer> numbers(YamlCursor list, WholeNumberType type) {
        List<Integer> numbers = new ArrayList<>();
        List<YamlCursor> items = list.items("a list of numbers, one a stage");
        for (YamlCursor item : items) {
            type.read(item).map(Integer::valueOf).ifPresent(numbers::add);
        }
        return numbers.size() == items.size() ? numbers : List.of();
    }

    @Override
    public String expected() {
        return "a network such as IR-50, IR(1-1-1-1, 16-32-64-128) or {units: [1, 1], widths: [16, 32]}";
    }

    @Override
    public JsonSchema schema() {
        Map<String, JsonSchema> properties = new LinkedHashMap<>();
        properties.put("units", JsonSchema.listOf(UNITS.schema()));
        properties.put("widths", JsonSchema.listOf(WIDTH.schema()));
        properties.put("activation", ACTIVATION.schema());
        List<String> examples = new ArrayList<>(Backbone.names());
        examples.add("IR(1-1-1-1, 16-32-64-128)");
        return JsonSchema.anyOf(
                JsonSchema.of("string").with("examples", examples),
                JsonSchema.object(properties, List.of("units", "widths")));
    }
}
