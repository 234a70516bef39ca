package marginlab.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.Tuning;

/**
 * The same search for every row of an experiment.
 *
 * @param experiment whose rows are searched
 * @param rows one each
 */
public record TuningSearch(Experiment experiment, List<RowSearch> rows) {
    public TuningSearch {
        rows = List.copyOf(rows);
    }

    /** The search of an experiment that asks for one. */
    static Optional<TuningSearch> of(Experiment experiment, Map<String, String> fingerprints) {
        return experiment.tuning().map(tuning -> of(experiment, tuning, fingerprints));
    }

    private static TuningSearch of(Experiment experiment, Tuning tuning, Map<String, String> fingerprints) {
        long seed = seed(experiment.withAllSeeds().seeds());
        List<RowSearch> rows = new ArrayList<>();
        for (ExperimentRow row : experiment.rows()) {
            SortedMap<String, String> used = Plan.used(row.settings(), fingerprints);
            used.put(tuning.on(), fingerprints.get(tuning.on()));
            rows.add(RowSearch.of(row, tuning, seed, used));
        }
        return new TuningSearch(experiment, rows);
    }

    /** The smallest that no row is trained with, so that no winner owes its place to a seed that counts. */
    private static long seed(Collection<Long> taken) {
        long seed = 0;
        while (taken.contains(seed)) {
            seed++;
        }
        return seed;
    }

    /** The same of the rows with these labels alone. */
    TuningSearch only(Set<String> labels) {
        return new TuningSearch(
                experiment,
                rows.stream().filter(row -> labels.contains(row.row().label())).toList());
    }

    /** Every training that may come of it: all points at all lengths, and each point as the one that its row is trained with. */
    public Stream<Trial> all(Plan untuned) {
        Map<String, List<Trial>> ofRow = untuned.withAllSeeds().planned().stream()
                .collect(Collectors.groupingBy(
                        PlannedTrial::label, Collectors.mapping(PlannedTrial::trial, Collectors.toList())));
        return rows.stream()
                .flatMap(row -> Stream.concat(
                        row.all().stream(),
                        row.points().stream()
                                .flatMap(point -> ofRow.getOrDefault(row.row().label(), List.of()).stream()
                                        .map(trial -> with(point, trial)))));
    }

    /** A trial of a row with a point's loss and settings. */
    private static Trial with(SearchPoint point, Trial trial) {
        return Trial.of(
                point.objective().label(), point.settings(), trial.seed(), trial.repeat(), trial.fingerprints());
    }

    /** How far the search of each row is; {@link RowSearch#progress}. */
    public List<RowSearch.SearchProgress> progress(Map<String, OptionalDouble> concluded) {
        return rows.stream().map(row -> row.progress(concluded)).toList();
    }

    /**
     * The shorter training from which each of these goes on, by the longer one's id.
     *
     * @param progress of some rows
     */
    public static Map<String, Trial> shorter(List<RowSearch.SearchProgress> progress) {
        Map<String, Trial> shorter = new HashMap<>();
        for (RowSearch.SearchProgress row : progress) {
            for (int rung = 1; rung < row.rungs().size() && row.search().goesOn(); rung++) {
                for (RowSearch.TriedPoint tried : row.rungs().get(rung)) {
                    shorter.put(tried.trial().id(), row.search().trial(tried.point(), rung - 1));
                }
            }
        }
        return shorter;
    }

    /**
     * The plan of the rows with what won their searches.
     *
     * @param progress of every row, all with a winner
     * @param untuned the plan of the rows as they are
     */
    public static Plan tuned(List<RowSearch.SearchProgress> progress, Plan untuned) {
        Map<String, ExperimentRow> rows = new LinkedHashMap<>();
        Map<String, SearchPoint> winners = new HashMap<>();
        for (RowSearch.SearchProgress row : progress) {
            ExperimentRow before = row.search().row();
            SearchPoint winner = row.winner().orElseThrow();
            SortedMap<String, String> varying = new TreeMap<>(before.varying());
            winner.settings().flat().forEach((name, text) -> varying.computeIfPresent(name, (same, old) -> text));
            winners.put(before.label(), winner);
            rows.put(before.label(), new ExperimentRow(winner.objective(), winner.settings(), varying, before.place()));
        }
        Experiment experiment = untuned.experiment();
        Optional<String> baseline = experiment
                .baseline()
                .map(label -> experiment.rows(label).stream()
                        .findFirst()
                        .map(row -> rows.get(row.label()).label())
                        .orElse(label));
        List<PlannedTrial> planned = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (PlannedTrial one : untuned.planned()) {
            ExperimentRow row = rows.get(one.label());
            PlannedTrial tuned =
                    row == null ? one : new PlannedTrial(row.label(), with(winners.get(one.label()), one.trial()));
            if (known.add(tuned.trial().id())) {
                planned.add(tuned);
            }
        }
        return new Plan(
                experiment.tuned(List.copyOf(rows.values()), baseline), planned, untuned.excluded(), Optional.empty());
    }
}
