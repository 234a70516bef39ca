package marginlab.experiment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds what was written but changes nothing, which is always a misunderstanding.
 *
 * <p>Except where the command line replaced losses or settings: then the file's own exclusions and baseline may speak of
 * rows that are gone.
 */
final class Unused {
    private static final Map<Key, Schedule.Curve> CURVES = new EnumMap<>(Map.of(
            Key.DIVIDE_AT, Schedule.Curve.STEPS,
            Key.DIVIDE_BY, Schedule.Curve.STEPS,
            Key.POWER, Schedule.Curve.POLYNOMIAL));

    private final List<Row> rows;
    private final Map<String, String> aliases;
    private final boolean overridden;
    private final Problems problems;

    Unused(List<Row> rows, Map<String, String> aliases, boolean overridden, Problems problems) {
        this.rows = rows;
        this.aliases = aliases;
        this.overridden = overridden;
        this.problems = problems;
    }

    /** A setting of a curve that no row follows. */
    void settings(Map<Key, Value> base) {
        CURVES.forEach((key, curve) -> {
            Value value = base.get(key);
            boolean used =
                    rows.stream().anyMatch(row -> row.settings().schedule().curve() == curve);
            if (value != null && value.given() && !used && isStrict(value.place())) {
                problems.add(value.place(), key.path(), "schedule.curve: " + curve.label() + " with it", "");
            }
        });
        watch(base);
        Value seed = base.get(Key.IDENTITIES_SEED);
        if (seed.given()
                && isStrict(seed.place())
                && rows.stream().noneMatch(row -> row.settings().subset().identities() > 0)) {
            problems.add(seed.place(), Key.IDENTITIES_SEED.path(), Key.IDENTITIES.path() + " above 0 with it", "");
        }
    }

    /** What an early stop or the best epoch would need, where there is neither. */
    private void watch(Map<Key, Value> base) {
        Value after = base.get(Key.AFTER);
        if (after.given()
                && isStrict(after.place())
                && rows.stream().noneMatch(row -> row.settings().watch().patience() > 0)) {
            problems.add(after.place(), Key.AFTER.path(), Key.PATIENCE.path() + " above 0 with it", "");
        }
        Value watch = base.get(Key.WATCH);
        if (watch != null
                && watch.given()
                && isStrict(watch.place())
                && rows.stream().noneMatch(row -> row.settings().watch().isNeeded())) {
            problems.add(watch.place(), Key.WATCH.path(), "epoch: best, or stop-early, with it", "");
        }
    }

    /** Settings that change none of the losses that they are given for. */
    void factors(Map<Key, Value> base, Matrix matrix, List<LossReader.Loss> losses, List<Inclusion> inclusions) {
        List<LossReader.Loss> all = new ArrayList<>(losses);
        inclusions.forEach(inclusion -> all.addAll(inclusion.losses()));
        for (Key key : Concern.ON_PURPOSE) {
            Value value = base.get(key);
            if (value.given()) {
                unlessStandard(key, value, all, all);
            }
        }
        matrix.factors().forEach((key, values) -> {
            if (values.size() > 1) {
                factor(key, values.get(1), losses, all);
            } else if (Concern.ON_PURPOSE.contains(key)) {
                values.forEach(value -> unlessStandard(key, value, losses, all));
            }
        });
        for (Inclusion inclusion : inclusions) {
            inclusion.settings().forEach((key, value) -> factor(key, value, inclusion.losses(), all));
        }
    }

    private void unlessStandard(Key key, Value value, List<LossReader.Loss> concerned, List<LossReader.Loss> all) {
        if (!value.text().equals(key.standard().orElse(""))) {
            factor(key, value, concerned, all);
        }
    }

    private void factor(Key key, Value value, List<LossReader.Loss> concerned, List<LossReader.Loss> all) {
        if (isStrict(value.place()) && concerned.stream().noneMatch(loss -> Concern.changes(key, loss.factors()))) {
            String labels =
                    concerned.stream().map(LossReader.Loss::label).distinct().collect(Collectors.joining(", "));
            problems.add(
                    value.place(),
                    key.path() + " " + value.text() + " for " + labels,
                    "a loss that it changes",
                    Concern.hint(key, all));
        }
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
    Optional<String> baseline(Optional<Cursor> cursor) {
        Optional<String> label = cursor.flatMap(value -> value.text("the label of a row"));
        if (label.isEmpty()) {
            return label;
        }
        List<Row> named = Experiment.matching(rows, aliases, label.get());
        if (!named.isEmpty()) {
            boolean isObjective = named.get(0).objective().equals(LossReader.lenient(label.get()));
            return Optional.of(
                    isObjective ? named.get(0).objective() : named.get(0).label());
        }
        if (isStrict(cursor.get().place())) {
            cursor.get().problem("one of the rows", Nearest.hint(label.get(), Experiment.labels(rows)));
        }
        return Optional.empty();
    }

    private boolean isStrict(String place) {
        return !overridden || place.startsWith(Yaml.FLAG);
    }

    private String several() {
        int most = 12;
        String labels =
                String.join("; ", rows.stream().limit(most).map(Row::label).toList());
        return rows.size() > most ? labels + "; ..." : labels;
    }
}
