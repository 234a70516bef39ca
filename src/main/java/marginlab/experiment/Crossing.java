package marginlab.experiment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Losses times matrix, with the included rows, less the excluded ones. */
final class Crossing {
    private final Map<Key, Value> base;
    private final Checks checks;
    private final boolean overridden;
    private final Problems problems;
    private final List<Row> rows = new ArrayList<>();
    private final List<Excluded> excluded = new ArrayList<>();
    private final Map<List<Object>, Row> seen = new HashMap<>();
    private final Set<Exclusion> used = new HashSet<>();
    private final List<Exclusion> unmatched = new ArrayList<>();

    Crossing(Map<Key, Value> base, Checks checks, boolean overridden, Problems problems) {
        this.base = base;
        this.checks = checks;
        this.overridden = overridden;
        this.problems = problems;
    }

    /** An included row stands after the other rows of its loss, or last. */
    void cross(List<LossReader.Loss> losses, Matrix matrix, List<Inclusion> inclusions, List<Exclusion> exclusions) {
        Set<String> objectives = new LinkedHashSet<>();
        List<Combination> included = new ArrayList<>();
        for (Inclusion inclusion : inclusions) {
            inclusion.losses().forEach(loss -> included.add(included(loss, inclusion, matrix)));
        }
        for (LossReader.Loss loss : losses) {
            cross(loss, matrix, exclusions);
            if (objectives.add(loss.label())) {
                included.stream()
                        .filter(extra -> extra.loss().label().equals(loss.label()))
                        .forEach(extra -> add(extra, exclusions));
            }
        }
        included.stream()
                .filter(extra -> !objectives.contains(extra.loss().label()))
                .forEach(extra -> add(extra, exclusions));
        unmatched.addAll(exclusions);
        unmatched.removeAll(used);
    }

    /** Rows that differ in nothing that changes the loss are one training, the first that is not excluded. */
    private void cross(LossReader.Loss loss, Matrix matrix, List<Exclusion> exclusions) {
        List<Key> idle = matrix.factors().keySet().stream()
                .filter(key -> !Concern.changes(key, loss.factors()))
                .toList();
        Map<Map<Key, String>, Row> first = new HashMap<>();
        for (Map<Key, Value> values : matrix.combinations().toList()) {
            Combination combination = crossed(loss, values, matrix);
            Map<Key, String> telling = new EnumMap<>(Key.class);
            values.forEach((key, value) -> telling.put(key, value.text()));
            telling.keySet().removeAll(idle);
            Row row = combination.row();
            if (isExcluded(row, exclusions)) {
                continue;
            }
            Row same = idle.isEmpty() ? null : first.putIfAbsent(telling, row);
            if (same == null) {
                add(combination, row);
            } else {
                String why = loss.label() + " has no " + Concern.names(idle) + ": it is " + same.label();
                excluded.add(new Excluded(row.objective(), row.varying(), why));
            }
        }
    }

    private Combination crossed(LossReader.Loss loss, Map<Key, Value> values, Matrix matrix) {
        Map<Key, Value> all = new EnumMap<>(base);
        all.putAll(values);
        return new Combination(loss, all, matrix.factors().keySet());
    }

    private Combination included(LossReader.Loss loss, Inclusion inclusion, Matrix matrix) {
        Map<Key, Value> all = new EnumMap<>(base);
        all.putAll(inclusion.settings());
        Set<Key> varying = EnumSet.noneOf(Key.class);
        varying.addAll(matrix.factors().keySet());
        inclusion.settings().forEach((key, value) -> {
            if (!base.containsKey(key) || !base.get(key).text().equals(value.text())) {
                varying.add(key);
            }
        });
        return new Combination(loss, all, varying);
    }

    private void add(Combination combination, List<Exclusion> exclusions) {
        Row row = combination.row();
        if (!isExcluded(row, exclusions)) {
            add(combination, row);
        }
    }

    private boolean isExcluded(Row row, List<Exclusion> exclusions) {
        boolean out = false;
        for (Exclusion exclusion : exclusions) {
            if (exclusion.matches(row)) {
                used.add(exclusion);
                if (!out) {
                    excluded.add(new Excluded(row.objective(), row.varying(), exclusion.why()));
                }
                out = true;
            }
        }
        return out;
    }

    private void add(Combination combination, Row row) {
        Row first = seen.putIfAbsent(List.of(row.objective(), row.settings()), row);
        if (first != null && overridden) {
            // The command line made two rows of the file equal, as --set scale=20 does beside an included scale of 20.
            return;
        }
        if (first != null) {
            problems.add(
                    row.place(),
                    "the row " + row.label() + " again",
                    "each row once",
                    "It stands first at " + first.place());
            return;
        }
        checks.check(row, combination.loss(), combination.values());
        rows.add(row);
    }

    List<Row> rows() {
        return rows;
    }

    List<Excluded> excluded() {
        return excluded;
    }

    /** Exclusions that took out no row. */
    List<Exclusion> unmatched() {
        return unmatched;
    }
}
