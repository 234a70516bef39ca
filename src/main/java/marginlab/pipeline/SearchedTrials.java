package marginlab.pipeline;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import marginlab.plan.Plan;
import marginlab.plan.RowSearch.SearchProgress;
import marginlab.plan.Trial;
import marginlab.plan.TuningSearch;
import marginlab.report.table.SearchResults;
import marginlab.report.table.SweepResults;
import marginlab.store.record.Run;

/**
 * The trials of an experiment whose rows are searched first, as far as its runs tell: those of the search, those of the rows as they
 * are, and once every search is over those of the rows as they were tuned.
 *
 * @param searched runs of the search
 * @param untuned in order
 * @param tuned the plan of the tuned rows; absent while a search is open
 * @param tunedTrials those of it, and what was run beside them, such as further seeds
 */
record SearchedTrials(
        TuningSearch search,
        List<Run> searched,
        List<SearchProgress> progress,
        List<Trial> untuned,
        Optional<Plan> tuned,
        List<Trial> tunedTrials) {

    /**
     * What runs tell.
     *
     * @param plan of all rows
     * @param known every trial that may belong to the experiment
     * @param runs of these ids
     */
    static SearchedTrials of(Plan plan, List<Trial> known, Function<Collection<String>, List<Run>> runs) {
        TuningSearch search = plan.search().orElseThrow();
        List<Run> searched = runs.apply(search.rows().stream()
                .flatMap(row -> row.all().stream())
                .map(Trial::id)
                .toList());
        List<SearchProgress> progress = SearchResults.progress(search, searched);
        boolean isOver = progress.stream().allMatch(row -> row.winner().isPresent());
        Optional<Plan> tuned = isOver ? Optional.of(TuningSearch.tuned(progress, plan)) : Optional.empty();
        return new SearchedTrials(
                search,
                searched,
                progress,
                ofRows(plan, known),
                tuned,
                tuned.map(other -> ofRows(other, known)).orElse(List.of()));
    }

    /** All trials of a plan, and those known ones that are of its rows. */
    private static List<Trial> ofRows(Plan plan, List<Trial> known) {
        List<Trial> all = plan.withAllSeeds().trials();
        Set<String> rows = all.stream().map(SearchedTrials::row).collect(Collectors.toSet());
        Map<String, Trial> ofRows = new LinkedHashMap<>();
        all.forEach(trial -> ofRows.put(trial.id(), trial));
        known.stream()
                .filter(trial -> rows.contains(row(trial)))
                .forEach(trial -> ofRows.putIfAbsent(trial.id(), trial));
        return List.copyOf(ofRows.values());
    }

    /** What of a trial tells rows apart. */
    private static String row(Trial trial) {
        return trial.objective() + " " + trial.settings().flat() + " " + trial.fingerprints();
    }

    /** Every trial that is known to belong to the experiment. */
    List<Trial> all() {
        Map<String, Trial> all = new LinkedHashMap<>();
        progress.forEach(row -> row.trials().forEach(trial -> all.put(trial.id(), trial)));
        untuned.forEach(trial -> all.putIfAbsent(trial.id(), trial));
        tunedTrials.forEach(trial -> all.putIfAbsent(trial.id(), trial));
        return List.copyOf(all.values());
    }

    /**
     * The results of the tuned rows beside the search, or while it is open of the rows as they are.
     *
     * @param all what the store has of all of these trials, with the rule for their seeds
     */
    SweepResults view(SweepResults all) {
        SweepResults asTheyAre = all.with(untuned).inRounds();
        SearchResults results = SearchResults.of(search, searched, asTheyAre);
        return tuned.map(plan -> all.with(tunedTrials)
                        .comparedWith(plan.experiment().baseline().orElse(""))
                        .inRounds())
                .orElse(asTheyAre)
                .searched(results);
    }
}
