package marginlab.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.report.format.RoundsText;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.RoundsOfSeeds;
import marginlab.report.table.SweepResults;
import marginlab.store.Store;

/**
 * The trials of an experiment that are known by what the store has: all, or where seeds come in rounds, those of the rounds so far and
 * of the open one.
 *
 * @param members every trial of the experiment
 * @param plan those of them that are meant now
 * @param rounds absent where all seeds are there from the start
 * @param notes what is to be said of them
 */
public record KnownTrials(List<Trial> members, Plan plan, Optional<RoundsOfSeeds> rounds, List<String> notes) {

    /** Of an experiment whose seeds are all there from the start. */
    static KnownTrials all(ExperimentScope scope, Plan chosen) {
        return new KnownTrials(scope.trials(), chosen, Optional.empty(), List.of());
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
                onOtherData(whole.trials(), store));
    }

    /** What is trained now, and for what; absent where seeds do not come in rounds. */
    public Optional<String> round() {
        return rounds.map(RoundsText::round);
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
