package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import marginlab.experiment.Experiment;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.loss.formula.LossDefinitions;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;

/**
 * The runs that experiment files name, on whichever data they were trained; the data need not be there.
 *
 * @param ids of runs
 * @param unread files that cannot be read, and so name nothing
 */
public record NamedByFiles(Set<String> ids, List<Path> unread) {

    /**
     * Reads the experiment files of a folder.
     *
     * @param trials that may be named
     */
    public static NamedByFiles of(Path folder, List<Trial> trials) throws IOException {
        Set<Map<String, String>> data = new LinkedHashSet<>();
        trials.forEach(trial -> data.add(trial.fingerprints()));
        Set<String> ids = new HashSet<>();
        List<Path> unread = new ArrayList<>();
        Set<LossDefinitions> builds = builds(trials);
        for (Path file : files(folder)) {
            try {
                for (LossDefinitions build : builds) {
                    Experiment experiment = ExperimentReader.reread(file, List.of(), build);
                    data.forEach(known -> ids.addAll(ids(experiment, known)));
                }
            } catch (ProblemException e) {
                unread.add(file);
            }
        }
        ids.retainAll(trials.stream().map(Trial::id).toList());
        return new NamedByFiles(Set.copyOf(ids), List.copyOf(unread));
    }

    /** A jar may have been built several times, and a file does not say which of the builds it names: for each trial those that it has. */
    private static Set<LossDefinitions> builds(List<Trial> trials) {
        LossDefinitions ofJars = ofJars(trials);
        Set<LossDefinitions> builds = new LinkedHashSet<>(List.of(ofJars));
        trials.forEach(trial -> builds.add(ofJars.with(
                LossDefinitions.ofJars(trial.settings().definitions().ofJars().values()))));
        return builds;
    }

    /** What trials know of losses of jars, whose jars need not be there; of two with one name that of the later trial. */
    static LossDefinitions ofJars(List<Trial> trials) {
        return trials.stream()
                .map(trial -> LossDefinitions.ofJars(
                        trial.settings().definitions().ofJars().values()))
                .reduce(LossDefinitions.NONE, LossDefinitions::with);
    }

    private static List<String> ids(Experiment experiment, Map<String, String> known) {
        Map<String, String> prints = new HashMap<>();
        experiment.mentions().forEach(mention -> prints.put(mention.name(), known.getOrDefault(mention.name(), "")));
        Plan plan = Plan.of(experiment, prints);
        return Stream.concat(
                        plan.withAllSeeds().trials().stream(),
                        plan.search().stream().flatMap(search -> search.all(plan)))
                .map(Trial::id)
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().matches(".*\\.ya?ml") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }
}
