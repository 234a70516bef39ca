package marginlab.experiment.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.SearchedRange;
import marginlab.experiment.Tuning;
import marginlab.experiment.setting.RealNumberType;
import marginlab.experiment.setting.SettingKey;
import marginlab.file.text.Decimal;
import marginlab.file.yaml.YamlCursor;
import marginlab.loss.TermNumbers;
import marginlab.loss.label.ParameterRange;
import marginlab.problem.ClosestName;
import marginlab.stats.SuccessiveHalving;

/**
 * What a search is for the rows of an experiment: every row is searched, within what its numbers may be, and no two alike.
 *
 * @param value the whole part
 * @param budget field of it
 * @param search field of it
 * @param ranges fields of the search by the name of what is searched
 * @param tuning what was read of it
 */
record TuningChecks(
        YamlCursor value,
        YamlCursor.Field budget,
        YamlCursor.Field search,
        Map<String, YamlCursor.Field> ranges,
        Tuning tuning) {

    /** Tells all that is wrong. */
    void check(List<ExperimentRow> rows) {
        boolean isMeant = checkRanges(rows);
        for (ExperimentRow row : isMeant ? rows : List.<ExperimentRow>of()) {
            SortedMap<String, SearchedRange> its = of(row);
            if (its.isEmpty()) {
                search.value()
                        .problem(
                                "something that changes " + row.label()
                                        + " too, such as schedule.rate: every row gets the" + " same search",
                                "The row is at " + row.place());
            }
        }
        checkBudget(rows);
        checkTwins(rows);
    }

    private SortedMap<String, SearchedRange> of(ExperimentRow row) {
        return tuning.of(
                row, key -> SettingRelevance.changes(key, row.objective().factors()));
    }

    /** Whether each of them changes something; where a name is misspelt, the rows are not to blame. */
    private boolean checkRanges(List<ExperimentRow> rows) {
        boolean isMeant = true;
        for (SearchedRange range : tuning.search()) {
            YamlCursor.Field field = ranges.get(range.name());
            List<ExperimentRow> changed =
                    rows.stream().filter(row -> of(row).containsValue(range)).toList();
            if (changed.isEmpty()) {
                isMeant = false;
                field.name()
                        .problem(
                                "what changes at least one row: a setting that is a number, 'margin', or a number of its"
                                        + " loss such as ArcFace.m",
                                ClosestName.hint(range.name(), numbers(rows)));
            }
            for (ExperimentRow row : changed) {
                of(row).forEach((number, searched) -> {
                    ParameterRange allowed = TermNumbers.of(row.objective()).get(number);
                    if (searched.equals(range)
                            && allowed != null
                            && !(allowed.contains(range.low()) && allowed.contains(range.high()))) {
                        field.value().problem(number + " is " + allowed.text());
                    }
                });
            }
        }
        return isMeant;
    }

    private static List<String> numbers(List<ExperimentRow> rows) {
        return Stream.concat(
                        known().stream(),
                        rows.stream().flatMap(row -> TermNumbers.of(row.objective()).keySet().stream()))
                .distinct()
                .toList();
    }

    private void checkBudget(List<ExperimentRow> rows) {
        for (ExperimentRow row : rows) {
            double whole = row.settings().schedule().stopAt().count();
            double least = SuccessiveHalving.least(whole, Tuning.goesOn(row.settings()));
            if (whole < 2) {
                value.problem(
                        "trainings of at least 2 epochs or iterations, which can be halved: 'schedule.stop-at' is "
                                + row.settings().schedule().stopAt().label());
                return;
            }
            if (tuning.halving(row.settings()).isEmpty()) {
                budget.value()
                        .problem("at least " + Decimal.label(Math.ceil(1000 * least) / 1000)
                                + " trainings: two points for half a training, and the better one for a whole one");
                return;
            }
        }
    }

    /** Rows that differ in nothing but what is searched would be one search twice. */
    private void checkTwins(List<ExperimentRow> rows) {
        Map<List<Object>, ExperimentRow> known = new LinkedHashMap<>();
        for (ExperimentRow row : rows) {
            SortedMap<String, SearchedRange> its = of(row);
            Map<String, String> rest = new TreeMap<>(row.settings().flat());
            Map<String, Double> low = new TreeMap<>();
            its.forEach((name, range) -> {
                if (SettingKey.named(name).isPresent()) {
                    rest.remove(name);
                } else if (TermNumbers.of(row.objective()).get(name).contains(range.low())) {
                    low.put(name, range.low());
                }
            });
            List<Object> key = List.of(TermNumbers.with(row.objective(), low).label(), rest);
            ExperimentRow first = known.putIfAbsent(key, row);
            if (first != null) {
                value.problem(
                        "rows that differ in more than what is searched: " + first.label() + " and " + row.label()
                                + " would be the same search",
                        "Leave one of them out; the first is at " + first.place());
            }
        }
    }

    private static List<String> known() {
        return Stream.concat(
                        Stream.of(TermNumbers.MARGIN),
                        Stream.of(SettingKey.values())
                                .filter(key -> key.type() instanceof RealNumberType)
                                .map(SettingKey::path))
                .toList();
    }
}
