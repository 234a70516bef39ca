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
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Losses times matrix, with the included rows, less the excluded ones. Rows that differ in nothing that changes their loss are
 * one training, the first that is not excluded.
 */
final class Crossing {
    private final Map<Key, Value> base;
    private final Checks checks;
    private final boolean overridden;
    private final Problems problems;
    private final List<Row> rows = new ArrayList<>();
    private final List<Excluded> excluded = new ArrayList<>();
    private final Map<List<Object>, Row> trained = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
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

    private void cross(LossReader.Loss loss, Matrix matrix, List<Exclusion> exclusions) {
        matrix.combinations().forEach(values -> add(crossed(loss, values, matrix), exclusions));
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
        SortedMap<String, String> asked = combination.asked(row);
        if (!isExcluded(row, asked, exclusions)) {
            Row first = trained.putIfAbsent(combination.training(row), row);
            if (first == null) {
                checks.check(row, combination.loss(), combination.values());
                rows.add(row);
            } else if (first.settings().equals(row.settings())) {
                refuse(row, first);
            } else {
                excluded.add(new Excluded(row.objective(), asked, why(row, first)));
            }
            String label = (first == null ? row : first).label();
            aliases.putIfAbsent(Row.label(row.objective(), asked), label);
        }
    }

    private boolean isExcluded(Row row, SortedMap<String, String> asked, List<Exclusion> exclusions) {
        boolean out = false;
        for (Exclusion exclusion : exclusions) {
            if (exclusion.matches(row)) {
                used.add(exclusion);
                if (!out) {
                    excluded.add(new Excluded(row.objective(), asked, exclusion.why()));
                }
                out = true;
            }
        }
        return out;
    }

    /** The command line may make two rows of the file equal, as --set scale=20 does beside an included scale of 20. */
    private void refuse(Row row, Row first) {
        if (!overridden) {
            problems.add(
                    row.place(),
                    "the row " + row.label() + " again",
                    "each row once",
                    "It stands first at " + first.place());
        }
    }

    /** {@code gradient changes nothing in NS: it is NS}. */
    private static String why(Row row, Row first) {
        List<Key> idle = Stream.of(Key.values())
                .filter(key -> !key.of(row.settings()).equals(key.of(first.settings())))
                .toList();
        return Concern.idleness(idle, row.objective()) + ": it is " + first.label();
    }

    List<Row> rows() {
        return rows;
    }

    List<Excluded> excluded() {
        return excluded;
    }

    /** What rows are called where every setting that varies is named, and what they are called. */
    Map<String, String> aliases() {
        return aliases;
    }

    /** Exclusions that took out no row. */
    List<Exclusion> unmatched() {
        return unmatched;
    }
}
