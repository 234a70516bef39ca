package marginlab.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import marginlab.experiment.ExcludedRow;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentRow;
import marginlab.experiment.NetworkRow;
import marginlab.experiment.setting.DatasetMention;
import marginlab.experiment.setting.FirstWeights;
import marginlab.experiment.setting.Settings;
import marginlab.problem.ClosestName;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;

/**
 * Every trial of an experiment: its rows in their order, each with its seeds in theirs, each seed as often as it is repeated.
 *
 * @param experiment what was asked for
 * @param planned the trials with their rows, in order
 * @param excluded what was left out, and why
 * @param search that its rows get first, whose trials are not among these; absent where they are trained as they are
 */
public record Plan(
        Experiment experiment, List<PlannedTrial> planned, List<ExcludedRow> excluded, Optional<TuningSearch> search) {

    public Plan {
        planned = List.copyOf(planned);
        excluded = List.copyOf(excluded);
    }

    /**
     * The plan of an experiment on data known by its content.
     *
     * @param fingerprints of every dataset there is, by name, and of files of weights by their path as it is written
     * @throws ProblemException where the experiment names a dataset that is not among them
     */
    public static Plan of(Experiment experiment, Map<String, String> fingerprints) {
        Problems problems = new Problems();
        for (DatasetMention mention : experiment.mentions()) {
            if (!fingerprints.containsKey(mention.name())) {
                problems.add(
                        mention.place(),
                        "the dataset '" + mention.name() + "'",
                        "a dataset of the catalog",
                        ClosestName.hint(mention.name(), fingerprints.keySet()));
            }
        }
        problems.raise();
        List<PlannedTrial> planned = new ArrayList<>();
        for (ExperimentRow row : experiment.rows()) {
            SortedMap<String, String> used = used(row.settings(), fingerprints);
            for (long seed : experiment.seeds()) {
                for (int repeat = 1; repeat <= experiment.repeat(); repeat++) {
                    String label = row.objective().label();
                    planned.add(new PlannedTrial(row.label(), Trial.of(label, row.settings(), seed, repeat, used)));
                }
            }
        }
        for (NetworkRow row : experiment.networks()) {
            SortedMap<String, String> used = new TreeMap<>();
            row.settings().datasets().forEach(name -> used.put(name, fingerprints.get(name)));
            String key = Trial.networkKey(row.name());
            if (!fingerprints.containsKey(key)) {
                throw new ProblemException(
                        new Problem(row.place(), "a network without its file", "the file of " + row.name()));
            }
            used.put(key, fingerprints.get(key));
            planned.add(new PlannedTrial(row.name(), Trial.of(row.name(), row.settings(), Trial.NO_SEED, used)));
        }
        return new Plan(experiment, planned, experiment.excluded(), TuningSearch.of(experiment, fingerprints));
    }

    /** What a training reads, by what it is called among its fingerprints. */
    static SortedMap<String, String> used(Settings settings, Map<String, String> fingerprints) {
        SortedMap<String, String> used = new TreeMap<>();
        settings.datasets().forEach(name -> used.put(name, fingerprints.get(name)));
        FirstWeights weights = settings.firstWeights();
        if (weights.isFile()) {
            used.put(FirstWeights.FINGERPRINT, fingerprints.get(weights.file()));
        }
        return used;
    }

    /** The same with a trial for every seed that a row may get, where seeds come in rounds. */
    public Plan withAllSeeds() {
        Experiment whole = experiment.withAllSeeds();
        List<PlannedTrial> all = new ArrayList<>();
        for (PlannedTrial one : planned) {
            if (one.trial().isFirstOf(experiment.seeds())) {
                for (long seed : whole.seeds()) {
                    for (int repeat = 1; repeat <= experiment.repeat(); repeat++) {
                        all.add(new PlannedTrial(one.label(), one.trial().with(seed, repeat)));
                    }
                }
            } else if (!one.trial().settings().isTraining()) {
                all.add(one);
            }
        }
        return experiment.until().isEmpty() ? this : new Plan(whole, all, excluded, search);
    }

    /** The same with these of its trials alone. */
    public Plan with(Collection<Trial> some) {
        Set<String> ids = new HashSet<>();
        some.forEach(trial -> ids.add(trial.id()));
        return new Plan(
                experiment,
                planned.stream().filter(one -> ids.contains(one.trial().id())).toList(),
                excluded,
                search);
    }

    /** The same with further trials after these, each once. */
    public Plan and(List<PlannedTrial> others) {
        Map<String, PlannedTrial> all = new LinkedHashMap<>();
        planned.forEach(one -> all.put(one.trial().id(), one));
        others.forEach(one -> all.putIfAbsent(one.trial().id(), one));
        return new Plan(experiment, List.copyOf(all.values()), excluded, search);
    }

    /** The trials, in order. */
    public List<Trial> trials() {
        return planned.stream().map(PlannedTrial::trial).toList();
    }

    /**
     * The plan with only the rows of these labels, or of these objectives; all rows when there are none.
     *
     * @throws ProblemException where a label is that of no row
     */
    public Plan only(List<String> labels) {
        if (labels.isEmpty()) {
            return this;
        }
        Set<String> chosen = new LinkedHashSet<>(labels);
        rows(experiment, labels).forEach(row -> chosen.add(row.label()));
        return new Plan(
                experiment,
                planned.stream().filter(trial -> chosen.contains(trial.label())).toList(),
                excluded,
                search.map(whole -> whole.only(chosen)));
    }

    /**
     * The rows that are trained of an experiment with these labels, or of these objectives; all rows when there are none.
     *
     * @throws ProblemException where a label is that of no row
     */
    public static List<ExperimentRow> rows(Experiment experiment, List<String> labels) {
        if (labels.isEmpty()) {
            return experiment.rows();
        }
        List<Problem> problems = new ArrayList<>();
        Set<ExperimentRow> chosen = new LinkedHashSet<>();
        for (String label : labels) {
            List<ExperimentRow> rows = experiment.rows(label);
            if (rows.isEmpty() && experiment.network(label).isEmpty()) {
                problems.add(new Problem(
                        "--only " + label,
                        "no row of that label",
                        "a row of " + experiment.name(),
                        ClosestName.hint(label, experiment.labels())));
            }
            chosen.addAll(rows);
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return List.copyOf(chosen);
    }

    /** The networks of others of these names; all of them where there are none. */
    public static List<NetworkRow> networks(Experiment experiment, List<String> labels) {
        return experiment.networks().stream()
                .filter(network -> labels.isEmpty() || labels.contains(network.name()))
                .toList();
    }
}
