package marginlab.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import marginlab.experiment.Experiment;
import marginlab.experiment.SeedsUntilDecided;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.loss.formula.LossDefinitions;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import marginlab.report.table.SweepResults;
import marginlab.store.record.Run;

/**
 * What an experiment's file said when it was last run, as far as the store still tells.
 *
 * @param description one line or empty
 * @param baseline label of its baseline or empty
 * @param equalWithin the difference within which its rows count as equal, a fraction
 * @param until how its seeds come in rounds; absent where they were there from the start
 * @param searched its trials, where its rows are searched first
 * @param trials those that were planned, where the file's text gives them; else those that have started
 * @param command what runs them; empty where the file as it is kept does not
 * @param isWhole whether the file as it stands in the store gives these trials, so that running it runs them
 */
record StoredExperiment(
        String description,
        String baseline,
        double equalWithin,
        Optional<SeedsUntilDecided> until,
        Optional<SearchedTrials> searched,
        List<Trial> trials,
        boolean isWhole,
        String command) {

    /**
     * Reads the kept text.
     *
     * @param definition of the experiment; empty where it was not kept
     * @param members ids of its trials
     * @param runs of those that have started
     */
    static StoredExperiment of(String definition, List<String> members, List<Run> runs) {
        List<Trial> started = runs.stream().map(Run::trial).toList();
        Optional<Experiment> experiment = read(definition, NamedByFiles.ofJars(started));
        if (experiment.isEmpty()) {
            return new StoredExperiment(
                    "", "", SweepResults.EQUAL_WITHIN, Optional.empty(), Optional.empty(), started, false, "");
        }
        Optional<Plan> plan = plan(experiment.get(), started);
        Optional<SearchedTrials> searched = plan.filter(one -> one.search().isPresent())
                .map(one -> SearchedTrials.of(one, started, ids -> of(ids, runs)));
        Map<String, Trial> planned = new LinkedHashMap<>();
        searched.map(SearchedTrials::all)
                .or(() -> plan.map(one -> one.withAllSeeds().trials()))
                .orElse(List.of())
                .forEach(trial -> planned.put(trial.id(), trial));
        Set<String> known = new HashSet<>(planned.keySet());
        boolean whole = known.containsAll(members);
        return new StoredExperiment(
                experiment.get().description(),
                experiment.get().baseline().orElse(""),
                experiment.get().difference() / 100,
                experiment.get().until(),
                searched,
                known.stream().anyMatch(members::contains) ? trials(members, planned, started) : started,
                whole,
                whole ? command(experiment.get().name(), Variation.changes(definition)) : "");
    }

    /** Those that the file plans, and what was run beside them, such as further seeds. */
    private static List<Trial> trials(List<String> members, Map<String, Trial> planned, List<Trial> started) {
        Map<String, Trial> known = new HashMap<>(planned);
        started.forEach(trial -> known.putIfAbsent(trial.id(), trial));
        return members.stream().filter(known::containsKey).map(known::get).toList();
    }

    private static String command(String name, List<String> changes) {
        StringBuilder command = new StringBuilder("run experiments/" + name + ".yaml");
        changes.forEach(change -> command.append(" --set '").append(change).append('\''));
        return command.toString();
    }

    /** An older file may say what this version does not take any more. */
    private static Optional<Experiment> read(String definition, LossDefinitions ofJars) {
        if (definition.isBlank()) {
            return Optional.empty();
        }
        try {
            Path file = Files.createTempFile("marginlab", ".yaml");
            try {
                return Optional.of(ExperimentReader.reread(
                        Files.writeString(file, definition), Variation.changes(definition), ofJars));
            } catch (ProblemException e) {
                return Optional.empty();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The plan of the file on the data that runs were made with; absent where it names others. */
    private static Optional<Plan> plan(Experiment experiment, List<Trial> started) {
        Map<String, String> fingerprints = new TreeMap<>();
        started.forEach(trial -> fingerprints.putAll(trial.fingerprints()));
        try {
            return Optional.of(Plan.of(experiment, fingerprints));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static List<Run> of(Collection<String> ids, List<Run> runs) {
        Set<String> some = new HashSet<>(ids);
        return runs.stream().filter(run -> some.contains(run.trial().id())).toList();
    }
}
