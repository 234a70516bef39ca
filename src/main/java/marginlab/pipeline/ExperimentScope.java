package marginlab.pipeline;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import marginlab.experiment.Experiment;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.store.Store;
import marginlab.store.record.Run;

/**
 * An experiment with every trial that belongs to it, whichever of them are run now: what is kept in the store and reported.
 *
 * @param experiment under the name it is kept by
 * @param trials in order; where seeds come in rounds, all that there may be
 * @param definition what its file says, with what was changed in it
 * @param searched the plan of all rows, where they are searched first
 */
public record ExperimentScope(Experiment experiment, List<Trial> trials, String definition, Optional<Plan> searched) {

    public ExperimentScope {
        trials = List.copyOf(trials);
    }

    /** A plan as its file has it. */
    public static ExperimentScope of(Plan plan, String definition) {
        return new ExperimentScope(plan.experiment(), plan.withAllSeeds().trials(), definition, searched(plan));
    }

    /**
     * What a file with changes means. Further seeds or rows are added to the experiment, a selection of them takes nothing from
     * it; where a row becomes another one, or seeds come in other rounds, that is a variation with a name of its own.
     *
     * @param own the plan of the file without changes
     */
    static ExperimentScope of(Plan own, Plan changed, List<String> changes, String text) {
        Set<String> before = rows(own);
        Set<String> now = rows(changed);
        boolean isOtherDesign = !own.experiment()
                        .until()
                        .equals(changed.experiment().until())
                || !own.experiment().tuning().equals(changed.experiment().tuning());
        if (isRenamed(changes) || isOtherDesign || !(before.containsAll(now) || now.containsAll(before))) {
            return variation(changed, changes, text);
        }
        Map<String, Trial> all = new LinkedHashMap<>();
        List.of(own, changed)
                .forEach(plan -> plan.withAllSeeds().trials().forEach(trial -> all.put(trial.id(), trial)));
        return new ExperimentScope(changed.experiment(), List.copyOf(all.values()), text, searched(changed));
    }

    /** What is told apart from the experiment whose file it comes from, unless it was given another name. */
    static ExperimentScope variation(Plan changed, List<String> changes, String text) {
        Experiment experiment = changed.experiment();
        Experiment named =
                isRenamed(changes) ? experiment : experiment.named(Variation.name(experiment.name(), changes));
        return new ExperimentScope(
                named, changed.withAllSeeds().trials(), Variation.definition(text, changes), searched(changed));
    }

    private static Optional<Plan> searched(Plan plan) {
        return Optional.of(plan).filter(one -> one.search().isPresent());
    }

    private static boolean isRenamed(List<String> changes) {
        return changes.stream().anyMatch(change -> change.startsWith("name="));
    }

    /** What of a row decides its figures, but for the seed. */
    private static Set<String> rows(Plan plan) {
        return plan.trials().stream()
                .map(trial -> trial.objective() + " " + trial.settings().flat() + " " + trial.fingerprints())
                .collect(Collectors.toSet());
    }

    /** With what was run for it before, while its file said the same. */
    ExperimentScope with(Store store) {
        String name = experiment.name();
        if (!store.definition(name).filter(definition::equals).isPresent()) {
            return this;
        }
        Map<String, Trial> all = new LinkedHashMap<>();
        trials.forEach(trial -> all.put(trial.id(), trial));
        for (Run run : store.runs(store.members(name))) {
            all.putIfAbsent(run.trial().id(), run.trial());
        }
        return new ExperimentScope(experiment, List.copyOf(all.values()), definition, searched);
    }

    /**
     * The ids to keep it by: trials that were planned before and have not started stay planned.
     *
     * @param known those of its trials that are known
     */
    List<String> members(List<Trial> known, Store store) {
        Set<String> ids = known.stream().map(Trial::id).collect(Collectors.toCollection(LinkedHashSet::new));
        if (experiment.until().isEmpty()
                && store.definition(experiment.name())
                        .filter(definition::equals)
                        .isPresent()) {
            ids.addAll(store.members(experiment.name()));
        }
        return List.copyOf(ids);
    }
}
