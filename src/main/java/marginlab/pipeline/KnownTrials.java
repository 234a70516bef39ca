package marginlab.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import marginlab.plan.Plan;
import marginlab.plan.PlannedTrial;
import marginlab.plan.RowSearch.SearchProgress;
import marginlab.plan.Trial;
import marginlab.plan.TuningSearch;
import marginlab.report.format.RoundsText;
import marginlab.report.format.SearchText;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.RoundsOfSeeds;
import marginlab.report.table.SearchResults;
import marginlab.report.table.SweepResults;
import marginlab.store.Store;

/**
 * The trials of an experiment that are known by what the store has: all, or where seeds come in rounds, those of the rounds so far and
 * of the open one; where rows are searched first, those of the search so far, and of what it found.
 *
 * @param members every trial of the experiment
 * @param plan those of them that are meant now
 * @param rounds absent where all seeds are there from the start
 * @param isOpen whether more trials may follow from what these find
 * @param shorter the training from which one of the search goes on, by the longer one's id
 * @param search where it is; absent where rows are not searched
 * @param notes what is to be said of them
 */
public record KnownTrials(
        List<Trial> members,
        Plan plan,
        Optional<RoundsOfSeeds> rounds,
        boolean isOpen,
        Map<String, Trial> shorter,
        Optional<SearchResults> search,
        List<String> notes) {

    /** Of an experiment whose seeds are all there from the start. */
    static KnownTrials all(ExperimentScope scope, Plan chosen) {
        return new KnownTrials(scope.trials(), chosen, Optional.empty(), false, Map.of(), Optional.empty(), List.of());
    }

    /**
     * Of an experiment whose seeds come in rounds, as the store has it.
     *
     * @param sweep what the store has of the whole experiment
     * @param chosen the plan of the rows that are meant, with the first seeds alone
     */
    public static KnownTrials of(SweepResults sweep, Plan chosen, Store store) {
        Plan whole = chosen.withAllSeeds();
        return new KnownTrials(
                sweep.trials(),
                whole.with(sweep.trials()),
                RoundsOfSeeds.of(sweep, AccuracyTable.of(sweep)),
                true,
                Map.of(),
                Optional.empty(),
                onOtherData(whole.trials(), store));
    }

    /**
     * Of an experiment whose rows are searched first.
     *
     * @param sweep what the store has of the whole experiment
     * @param chosen the plan of the rows that are meant
     * @param whole the plan of all rows
     */
    static KnownTrials searched(SweepResults sweep, Plan chosen, Plan whole, Store store) {
        SearchResults search = sweep.search().orElseThrow();
        Set<String> rows = chosen.search().orElseThrow().rows().stream()
                .map(row -> row.row().label())
                .collect(Collectors.toSet());
        List<SearchProgress> meant = search.progress().stream()
                .filter(row -> rows.contains(row.search().row().label()))
                .toList();
        Plan untuned = chosen.withAllSeeds();
        List<PlannedTrial> others = new ArrayList<>();
        meant.forEach(row -> row.trials()
                .forEach(trial -> others.add(new PlannedTrial(row.search().row().label() + ", search", trial))));
        if (search.isOver()) {
            Set<String> needed = sweep.trials().stream().map(Trial::id).collect(Collectors.toSet());
            TuningSearch.tuned(search.progress(), whole).withAllSeeds().planned().stream()
                    .filter(one -> needed.contains(one.trial().id()))
                    .filter(one -> isOf(one, meant))
                    .forEach(others::add);
        }
        Map<String, Trial> members = new LinkedHashMap<>();
        search.progress().forEach(row -> row.trials().forEach(trial -> members.put(trial.id(), trial)));
        search.untuned().trials().forEach(trial -> members.put(trial.id(), trial));
        sweep.trials().forEach(trial -> members.put(trial.id(), trial));
        return new KnownTrials(
                List.copyOf(members.values()),
                untuned.with(search.untuned().trials()).and(others),
                search.isOver() ? RoundsOfSeeds.of(sweep, AccuracyTable.of(sweep)) : Optional.empty(),
                true,
                TuningSearch.shorter(meant),
                Optional.of(search),
                onOtherData(untuned.trials(), store));
    }

    /** Whether a tuned trial is of one of these rows, or of a network of others. */
    private static boolean isOf(PlannedTrial tuned, List<SearchProgress> meant) {
        return !tuned.trial().settings().isTraining()
                || meant.stream()
                        .map(row -> row.winner().orElseThrow())
                        .anyMatch(winner ->
                                winner.objective().label().equals(tuned.trial().objective())
                                        && winner.settings()
                                                .flat()
                                                .equals(tuned.trial().settings().flat()));
    }

    /** What is trained now, and for what; absent where all of it was known from the start. */
    public Optional<String> round() {
        return search.filter(one -> !one.isOver())
                .map(SearchText::open)
                .or(() -> rounds.map(RoundsText::round))
                .or(() -> search.map(SearchText::over));
    }

    /** Finished trainings of these rows and seeds that are none of this experiment, since their data were others. */
    private static List<String> onOtherData(List<Trial> trials, Store store) {
        Set<String> ours = trials.stream().map(KnownTrials::wanted).collect(Collectors.toSet());
        Set<String> ids = trials.stream().map(Trial::id).collect(Collectors.toSet());
        Set<String> objectives = new LinkedHashSet<>();
        Set<Long> seeds = new LinkedHashSet<>();
        trials.forEach(trial -> {
            objectives.add(trial.objective());
            seeds.add(trial.seed());
        });
        List<Trial> others = store.done(objectives, seeds).stream()
                .filter(trial -> !ids.contains(trial.id()) && ours.contains(wanted(trial)))
                .toList();
        if (others.isEmpty()) {
            return List.of();
        }
        Map<String, String> now = trials.get(0).fingerprints();
        Set<String> changed = new TreeSet<>();
        others.forEach(trial -> trial.fingerprints().forEach((name, print) -> {
            if (now.containsKey(name) && !now.get(name).equals(print)) {
                changed.add(name);
            }
        }));
        return List.of(others.size() + (others.size() == 1 ? " finished training" : " finished trainings")
                + " of these rows and seeds had other data under the same names (" + String.join(", ", changed)
                + ") and " + (others.size() == 1 ? "is" : "are") + " not used, such as run "
                + others.get(0).id());
    }

    /** All of a trial but its data. */
    private static String wanted(Trial trial) {
        return trial.objective() + " " + trial.settings().flat() + " " + trial.seed() + " " + trial.repeat();
    }
}
