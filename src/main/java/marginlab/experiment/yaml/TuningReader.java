package marginlab.experiment.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.SearchedRange;
import marginlab.experiment.Tuning;
import marginlab.experiment.setting.DatasetMention;
import marginlab.experiment.setting.DatasetNameType;
import marginlab.experiment.setting.RealNumberType;
import marginlab.experiment.setting.SettingKey;
import marginlab.experiment.setting.SettingType;
import marginlab.file.json.JsonSchema;
import marginlab.file.yaml.YamlCursor;
import marginlab.problem.ClosestName;
import marginlab.stats.SobolPoints;

/** Reads {@code tune: {on: NAME, budget: 24, search: {margin: 0.1..0.7, scale: {16..64: log}}}}. */
final class TuningReader {
    private static final String ON = "on";
    private static final String BUDGET = "budget";
    private static final String SEARCH = "search";
    private static final String LOG = "log";
    private static final List<String> PARTS = List.of(ON, BUDGET, SEARCH);
    private static final SettingType SET = new DatasetNameType();
    private static final SettingType TRAININGS = RealNumberType.above(0, 10_000);
    private static final String NUMBER = "(-?(?:\\d{1,9}\\.?\\d{0,9}|\\.\\d{1,9})(?:[eE]-?\\d{1,2})?)";
    private static final Pattern RANGE = Pattern.compile(NUMBER + "\\s*\\.\\.\\s*" + NUMBER);
    private static final String EXPECTED =
            "a map such as {on: NAME, budget: 24, search: {margin: 0.1..0.7, scale: {16..64: log}}}";
    private static final String EXPECTED_RANGE = "a range that rises, such as 0.1..0.7, or {16..64: log}";

    private final YamlCursor value;
    private final Map<String, YamlCursor.Field> fields;
    private final Map<String, YamlCursor.Field> ranges = new LinkedHashMap<>();
    private final List<SearchedRange> search = new ArrayList<>();
    private Optional<String> on = Optional.empty();
    private Optional<Double> budget = Optional.empty();

    private TuningReader(YamlCursor value) {
        this.value = value;
        this.fields = value.fields(EXPECTED);
    }

    /** What the part says; what is wrong in it is a problem. */
    static TuningReader read(YamlCursor value) {
        TuningReader reader = new TuningReader(value);
        if (value.isMap()) {
            reader.read();
        }
        return reader;
    }

    private void read() {
        fields.forEach((name, field) -> {
            if (!PARTS.contains(name)) {
                field.name().problem("one of " + String.join(", ", PARTS), ClosestName.hint(name, PARTS));
            }
        });
        required(ON, "the set that the search goes by, which is no column").ifPresent(cursor -> on = SET.read(cursor));
        required(BUDGET, "trainings' worth of compute a row, such as 24")
                .ifPresent(cursor -> budget = TRAININGS.read(cursor).map(Double::parseDouble));
        required(SEARCH, "what is searched, such as {margin: 0.1..0.7}").ifPresent(this::readSearch);
    }

    private Optional<YamlCursor> required(String part, String expected) {
        if (!fields.containsKey(part)) {
            value.problem("'" + part + "' in it: " + expected);
        }
        return Optional.ofNullable(fields.get(part)).map(YamlCursor.Field::value);
    }

    private void readSearch(YamlCursor cursor) {
        Map<String, YamlCursor.Field> named = cursor.fields("settings and numbers of losses with ranges");
        if (cursor.isMap() && named.isEmpty()) {
            cursor.problem("at least one setting or number of a loss with its range");
        }
        if (named.size() > SobolPoints.MOST_DIMENSIONS) {
            cursor.problem("at most " + SobolPoints.MOST_DIMENSIONS + " ranges");
        }
        Sections.unfold(named).forEach((name, field) -> {
            ranges.put(name, field);
            range(name, field).ifPresent(search::add);
        });
    }

    private Optional<SearchedRange> range(String name, YamlCursor.Field field) {
        YamlCursor text = field.value();
        boolean log = text.isMap();
        if (log) {
            Map<String, YamlCursor.Field> only = text.fields(EXPECTED_RANGE);
            if (only.size() != 1
                    || !only.values().iterator().next().value().raw().equals(LOG)) {
                text.problem(EXPECTED_RANGE);
                return Optional.empty();
            }
            text = only.values().iterator().next().name();
        }
        Matcher range = RANGE.matcher(text.isScalar() ? text.raw().strip() : "");
        if (!range.matches()) {
            text.problem(EXPECTED_RANGE);
            return Optional.empty();
        }
        double low = Double.parseDouble(range.group(1));
        double high = Double.parseDouble(range.group(2));
        if (low >= high) {
            text.problem(EXPECTED_RANGE);
            return Optional.empty();
        }
        if (log && low <= 0) {
            text.problem("a range above 0, as equal ratios are searched");
            return Optional.empty();
        }
        Optional<SettingKey> setting = SettingKey.named(name);
        if (setting.isPresent() && !(setting.get().type() instanceof RealNumberType)) {
            field.name().problem("a setting that is any number between two others, such as scale or schedule.rate");
            return Optional.empty();
        }
        if (setting.isPresent()
                && setting.get().type() instanceof RealNumberType type
                && !(type.contains(low) && type.contains(high))) {
            text.problem(name + " in " + type.expected());
            return Optional.empty();
        }
        return Optional.of(new SearchedRange(name, low, high, log));
    }

    /** The set that is named. */
    Optional<DatasetMention> mention() {
        return on.map(name -> new DatasetMention(name, fields.get(ON).value().place(), SettingKey.VERIFY));
    }

    /** What is wrong with the search of these rows. */
    void check(List<ExperimentRow> rows, List<String> columns) {
        if (on.isPresent() && columns.contains(on.get())) {
            fields.get(ON)
                    .value()
                    .problem(
                            "a set that is no column: what was chosen on it would be tested on it too",
                            "Take it out of 'verify', or name another one");
        }
        tuning().ifPresent(tuning ->
                new TuningChecks(value, fields.get(BUDGET), fields.get(SEARCH), ranges, tuning).check(rows));
    }

    /** Tuned rows are compared with one row: each has settings of its own, so there is none under the same ones. */
    void checkBaseline(Optional<YamlCursor> baseline, List<ExperimentRow> meant) {
        if (meant.size() > 1) {
            baseline.ifPresent(cursor ->
                    cursor.problem("one row beside 'tune', as " + meant.get(0).label()));
        }
    }

    /** What was read; absent where something is wrong with it. */
    Optional<Tuning> tuning() {
        return on.isPresent() && budget.isPresent() && !search.isEmpty()
                ? Optional.of(new Tuning(on.get(), budget.get(), search))
                : Optional.empty();
    }

    static JsonSchema schema() {
        JsonSchema range = JsonSchema.text("^" + RANGE.pattern() + "$");
        JsonSchema log = JsonSchema.of("object")
                .with("additionalProperties", JsonSchema.oneOf(List.of(LOG)))
                .with("minProperties", 1)
                .with("maxProperties", 1);
        Map<String, JsonSchema> parts = new LinkedHashMap<>();
        parts.put(
                ON,
                SET.schema().described("the set that the search goes by: no column, and none of its people on one"));
        parts.put(BUDGET, TRAININGS.schema().described("trainings' worth of compute a row"));
        parts.put(
                SEARCH,
                JsonSchema.of("object")
                        .with("additionalProperties", JsonSchema.anyOf(range, log))
                        .with("minProperties", 1)
                        .described("settings and numbers of losses with the ranges in which they are searched"));
        return JsonSchema.object(parts, PARTS);
    }
}
