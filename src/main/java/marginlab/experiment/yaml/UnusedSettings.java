package marginlab.experiment.yaml;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.NetworkRow;
import marginlab.experiment.expand.LossReader;
import marginlab.experiment.setting.Schedule;
import marginlab.experiment.setting.SettingKey;
import marginlab.file.yaml.Yaml;
import marginlab.file.yaml.YamlCursor;
import marginlab.loss.formula.LossDefinitions;
import marginlab.problem.ClosestName;
import marginlab.problem.Problems;

/**
 * Finds what was written but changes nothing, which is always a misunderstanding.
 *
 * <p>Except where the command line replaced losses or settings: then the file's own exclusions and baseline may speak of
 * rows that are gone.
 */
final class UnusedSettings {
    private static final Map<SettingKey, Schedule.RateCurve> CURVES = new EnumMap<>(Map.of(
            SettingKey.DIVIDE_AT, Schedule.RateCurve.STEPS,
            SettingKey.DIVIDE_BY, Schedule.RateCurve.STEPS,
            SettingKey.POWER, Schedule.RateCurve.POLYNOMIAL));

    private final List<ExperimentRow> rows;
    private final Map<String, String> aliases;
    private final boolean overridden;
    private final Problems problems;

    UnusedSettings(List<ExperimentRow> rows, Map<String, String> aliases, boolean overridden, Problems problems) {
        this.rows = rows;
        this.aliases = aliases;
        this.overridden = overridden;
        this.problems = problems;
    }

    /** A setting of a curve that no row follows. */
    void settings(Map<SettingKey, SettingValue> base) {
        CURVES.forEach((key, curve) -> {
            SettingValue value = base.get(key);
            boolean used =
                    rows.stream().anyMatch(row -> row.settings().schedule().curve() == curve);
            if (value != null && value.given() && !used && isStrict(value.place())) {
                problems.add(value.place(), key.path(), "schedule.curve: " + curve.label() + " with it", "");
            }
        });
        watch(base);
        SettingValue seed = base.get(SettingKey.IDENTITIES_SEED);
        if (seed.given()
                && isStrict(seed.place())
                && rows.stream().noneMatch(row -> row.settings().subset().identities() > 0)) {
            problems.add(
                    seed.place(),
                    SettingKey.IDENTITIES_SEED.path(),
                    SettingKey.IDENTITIES.path() + " above 0 with it",
                    "");
        }
    }

    /** What an early stop or the best epoch would need, where there is neither. */
    private void watch(Map<SettingKey, SettingValue> base) {
        SettingValue after = base.get(SettingKey.AFTER);
        if (after.given()
                && isStrict(after.place())
                && rows.stream().noneMatch(row -> row.settings().watch().patience() > 0)) {
            problems.add(after.place(), SettingKey.AFTER.path(), SettingKey.PATIENCE.path() + " above 0 with it", "");
        }
        SettingValue watch = base.get(SettingKey.WATCH);
        if (watch != null
                && watch.given()
                && isStrict(watch.place())
                && rows.stream().noneMatch(row -> row.settings().watch().isNeeded())) {
            problems.add(watch.place(), SettingKey.WATCH.path(), "epoch: best, or stop-early, with it", "");
        }
    }

    /** Settings that change none of the losses that they are given for. */
    void factors(
            Map<SettingKey, SettingValue> base,
            GridSettings matrix,
            List<LossReader.Loss> losses,
            List<Inclusion> inclusions) {
        List<LossReader.Loss> all = new ArrayList<>(losses);
        inclusions.forEach(inclusion -> all.addAll(inclusion.losses()));
        for (SettingKey key : SettingRelevance.ON_PURPOSE) {
            SettingValue value = base.get(key);
            if (value.given()) {
                unlessStandard(key, value, all, all);
            }
        }
        matrix.factors().forEach((key, values) -> {
            if (values.size() > 1) {
                factor(key, values.get(1), losses, all);
            } else if (SettingRelevance.ON_PURPOSE.contains(key)) {
                values.forEach(value -> unlessStandard(key, value, losses, all));
            }
        });
        for (Inclusion inclusion : inclusions) {
            inclusion.settings().forEach((key, value) -> factor(key, value, inclusion.losses(), all));
        }
    }

    private void unlessStandard(
            SettingKey key, SettingValue value, List<LossReader.Loss> concerned, List<LossReader.Loss> all) {
        if (!value.text().equals(key.standard().orElse(""))) {
            factor(key, value, concerned, all);
        }
    }

    private void factor(
            SettingKey key, SettingValue value, List<LossReader.Loss> concerned, List<LossReader.Loss> all) {
        if (isStrict(value.place())
                && concerned.stream()
                        .noneMatch(loss ->
                                SettingRelevance.changes(key, loss.objective().factors()))) {
            String labels =
                    concerned.stream().map(LossReader.Loss::label).distinct().collect(Collectors.joining(", "));
            problems.add(
                    value.place(),
                    key.path() + " " + value.text() + " for " + labels,
                    "a loss that it changes",
                    SettingRelevance.hint(key, all));
        }
    }

    /** Losses that are defined and that no row has. */
    void definitions(LossDefinitions defined, YamlCursor place) {
        LossDefinitions used = Experiment.definitions(rows);
        defined.all().stream()
                .filter(definition -> used.named(definition.name()).isEmpty() && isStrict(place.place()))
                .forEach(definition -> place.problem(
                        "losses that a row has",
                        "No row has " + definition.name() + ": add it to losses, or leave it out"));
    }

    /** Exclusions that matched no row. */
    void exclusions(List<Exclusion> unmatched) {
        for (Exclusion exclusion : unmatched) {
            String place = exclusion.origin().place();
            if (isStrict(place)) {
                String found = "an exclusion of no row: " + exclusion.described();
                problems.add(place, found, "one that matches", "Rows: " + several());
            }
        }
    }

    /** The baseline by its label, unless no row has it. */
    Optional<String> baseline(Optional<YamlCursor> cursor, List<NetworkRow> networks) {
        Optional<String> label = cursor.flatMap(value -> value.text("the label of a row"));
        if (label.isEmpty() || networks.stream().anyMatch(row -> row.name().equals(label.get()))) {
            return label;
        }
        List<ExperimentRow> named = Experiment.matching(rows, aliases, label.get());
        if (!named.isEmpty()) {
            String objective = named.get(0).objective().label();
            boolean isObjective = objective.equals(LossReader.lenient(label.get(), Experiment.definitions(rows)));
            return Optional.of(isObjective ? objective : named.get(0).label());
        }
        if (isStrict(cursor.get().place())) {
            cursor.get().problem("one of the rows", ClosestName.hint(label.get(), Experiment.labels(rows)));
        }
        return Optional.empty();
    }

    private boolean isStrict(String place) {
        return !overridden || place.startsWith(Yaml.FLAG);
    }

    private String several() {
        int most = 12;
        String labels = String.join(
                "; ", rows.stream().limit(most).map(ExperimentRow::label).toList());
        return rows.size() > most ? labels + "; ..." : labels;
    }
}
