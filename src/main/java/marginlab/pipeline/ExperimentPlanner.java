package marginlab.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginlab.dataset.catalog.Catalog;
import marginlab.engine.InstalledEngines;
import marginlab.experiment.Experiment;
import marginlab.experiment.NetworkRow;
import marginlab.experiment.setting.DatasetMention;
import marginlab.experiment.setting.FirstWeights;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.file.hash.Fingerprints;
import marginlab.network.external.NetworkFile;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.problem.Problems;
import marginlab.protocol.VerifiedSetCheck;
import org.slf4j.LoggerFactory;

/** Reads experiments and plans their trials. */
public final class ExperimentPlanner {
    private final Catalog catalog;

    ExperimentPlanner(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What a file asks for, checked against this machine and the catalog; all that is wrong is told at once. */
    public Experiment read(Path file, List<String> overrides, List<String> only) {
        Experiment experiment =
                ExperimentReader.read(file, forThisMachine(overrides), new VerifiedSetCheck(catalog)::problem);
        Problems problems = new Problems();
        experiment.rows().stream()
                .map(row -> row.settings().engine())
                .distinct()
                .forEach(engine -> problems.gather(() -> InstalledEngines.require(engine, file.toString())));
        experiment.networks().forEach(network -> problems.gather(() -> file(network)));
        WatchedSetCheck watched = new WatchedSetCheck(catalog);
        experiment.rows().stream()
                .map(row -> row.settings().watch())
                .distinct()
                .forEach(watch -> watched.problem(watch).ifPresent(problems::add));
        problems.gather(() -> Plan.rows(experiment, only));
        problems.raise();
        return experiment;
    }

    /** The files of a network, which an engine is there for. */
    private static NetworkFile file(NetworkRow network) {
        NetworkFile file = NetworkFile.of(network.file());
        file.format().requireEngine(network.place());
        return file;
    }

    /** The plan of an experiment that was read, with the data it names made sure of and fingerprinted. */
    public Plan plan(Experiment experiment, List<String> only) {
        return Plan.of(experiment, fingerprints(experiment)).only(only);
    }

    /** The plan of an experiment's file. */
    public Plan plan(Path file, List<String> overrides, List<String> only) {
        return plan(read(file, overrides, only), only);
    }

    /** The datasets of an experiment that {@link #plan} would make first; what it says of wrong files, this says too. */
    public List<String> toBeMade(Path file, List<String> overrides, List<String> only) {
        return read(file, overrides, only).mentions().stream()
                .map(DatasetMention::name)
                .distinct()
                .filter(catalog::isToBeMade)
                .toList();
    }

    /** A line for all that lies in a folder of the plan's datasets and is no part of them. */
    public List<String> passedOver(Plan plan) {
        return plan.trials().stream()
                .flatMap(trial -> Stream.concat(trial.settings().train().stream(), trial.settings().verify().stream()))
                .distinct()
                .flatMap(name -> catalog.passedOver(name).stream().map(some -> name + ": passed over " + some.text()))
                .toList();
    }

    /** An experiment as its file has it, whether its data are there or not. */
    public Experiment experiment(Path file, List<String> overrides) {
        return ExperimentReader.read(file, forThisMachine(overrides));
    }

    /** Where the default engine has no natives for the processor, the other one is taken, and that is said. */
    private static List<String> forThisMachine(List<String> overrides) {
        Optional<String> substitute = InstalledEngines.substitute();
        if (substitute.isEmpty() || overrides.stream().anyMatch(override -> override.startsWith("engine="))) {
            return overrides;
        }
        LoggerFactory.getLogger(Pipeline.class)
                .info(
                        "MXNet has no natives for {}: {} trains instead",
                        System.getProperty("os.arch"),
                        substitute.get());
        List<String> changed = new ArrayList<>(overrides);
        changed.add("engine=" + substitute.get());
        return changed;
    }

    private Map<String, String> fingerprints(Experiment experiment) {
        Set<String> names = new LinkedHashSet<>();
        experiment.mentions().forEach(mention -> names.add(mention.name()));
        Map<String, String> fingerprints = new TreeMap<>();
        names.forEach(name -> fingerprints.put(name, catalog.fingerprint(name)));
        Problems problems = new Problems();
        experiment.rows().stream()
                .map(row -> row.settings().firstWeights())
                .filter(FirstWeights::isFile)
                .distinct()
                .forEach(weights -> problems.gather(() -> Fingerprints.ofUser().of(List.of(weights.path())))
                        .ifPresent(fingerprint -> fingerprints.put(weights.file(), fingerprint)));
        experiment
                .networks()
                .forEach(network -> fingerprints.put(
                        Trial.networkKey(network.name()), file(network).hash()));
        problems.raise();
        return fingerprints;
    }
}
