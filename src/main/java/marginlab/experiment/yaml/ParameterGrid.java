package marginlab.experiment.yaml;

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
import marginlab.experiment.ExcludedRow;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.expand.LossReader;
import marginlab.experiment.setting.SettingKey;
import marginlab.problem.Problems;

/**
 * Losses times matrix, with the included rows, less the excluded ones. Rows that differ in nothing that changes their loss are
 * one training, the first that is not excluded.
 */
final class ParameterGrid {
    private final Map<SettingKey, SettingValue> base;
    private final SettingChecks checks;
    private final boolean overridden;
    private final Problems problems;
    private final List<ExperimentRow> rows = new ArrayList<>();
    private final List<ExcludedRow> excluded = new ArrayList<>();
    private final Map<List<Object>, ExperimentRow> trained = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Set<Exclusion> used = new HashSet<>();
    private final List<Exclusion> unmatched = new ArrayList<>();

    ParameterGrid(Map<SettingKey, SettingValue> base, SettingChecks checks, boolean overridden, Problems problems) {
        this.base = base;
        this.checks = checks;
        this.overridden = overridden;
        this.problems = problems;
    }

    /** An included row stands after the other rows of its loss, or last. */
    void cross(
            List<LossReader.Loss> losses, GridSettings matrix, List<Inclusion> inclusions, List<Exclusion> exclusions) {
        Set<String> objectives = new LinkedHashSet<>();
        List<RowCandidate> included = new ArrayList<>();
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

    private void cross(LossReader.Loss loss, GridSettings matrix, List<Exclusion> exclusions) {
        matrix.combinations().forEach(values -> add(crossed(loss, values, matrix), exclusions));
    }

    private RowCandidate crossed(LossReader.Loss loss, Map<SettingKey, SettingValue> values, GridSettings matrix) {
        Map<SettingKey, SettingValue> all = new EnumMap<>(base);
        all.putAll(values);
        return new RowCandidate(loss, all, matrix.factors().keySet());
    }

    private RowCandidate included(LossReader.Loss loss, Inclusion inclusion, GridSettings matrix) {
        Map<SettingKey, SettingValue> all = new EnumMap<>(base);
        all.putAll(inclusion.settings());
        Set<SettingKey> varying = EnumSet.noneOf(SettingKey.class);
        varying.addAll(matrix.factors().keySet());
        inclusion.settings().forEach((key, value) -> {
            if (!base.containsKey(key) || !base.get(key).text().equals(value.text())) {
                varying.add(key);
            }
        });
        return new RowCandidate(loss, all, varying);
    }

    private void add(RowCandidate combination, List<Exclusion> exclusions) {
        ExperimentRow row = combination.row();
        SortedMap<String, String> asked = combination.asked(row);
        if (!isExcluded(row, asked, exclusions)) {
            ExperimentRow first = trained.putIfAbsent(combination.training(row), row);
            if (first == null) {
                checks.check(row, combination.values());
                rows.add(row);
            } else if (first.settings().equals(row.settings())) {
                refuse(row, first);
            } else {
                excluded.add(new ExcludedRow(row.objective().label(), asked, why(row, first)));
            }
            String label = (first == null ? row : first).label();
            aliases.putIfAbsent(ExperimentRow.label(row.objective().label(), asked), label);
        }
    }

    private boolean isExcluded(ExperimentRow row, SortedMap<String, String> asked, List<Exclusion> exclusions) {
        boolean out = false;
        for (Exclusion exclusion : exclusions) {
            if (exclusion.matches(row)) {
                used.add(exclusion);
                if (!out) {
                    excluded.add(new ExcludedRow(row.objective().label(), asked, exclusion.why()));
                }
                out = true;
            }
        }
        return out;
    }

    /** The command line may make two rows of the file equal, as --set scale=20 does beside an included scale of 20. */
    private void refuse(ExperimentRow row, ExperimentRow first) {
        if (!overridden) {
            problems.add(
                    row.place(),
                    "the row " + row.label() + " again",
                    "each row once",
                    "It first appears at " + first.place());
        }
    }

    /** {@code gradient changes nothing in NS: it is NS}. */
    private static String why(ExperimentRow row, ExperimentRow first) {
        List<SettingKey> idle = Stream.of(SettingKey.values())
                .filter(key -> !key.of(row.settings()).equals(key.of(first.settings())))
                .toList();
        return SettingRelevance.idleness(idle, row.objective().label()) + ": it is " + first.label();
    }

    List<ExperimentRow> rows() {
        return rows;
    }

    List<ExcludedRow> excluded() {
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
