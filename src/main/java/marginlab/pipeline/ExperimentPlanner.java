package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginlab.dataset.audit.FaceCrops;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.catalog.DatasetFormat;
import marginlab.engine.InstalledEngines;
import marginlab.experiment.Experiment;
import marginlab.experiment.NetworkRow;
import marginlab.experiment.setting.DatasetMention;
import marginlab.experiment.setting.FirstWeights;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.file.hash.Fingerprints;
import marginlab.file.yaml.Yaml;
import marginlab.image.decode.EncodedImages;
import marginlab.image.folder.SkippedEntries;
import marginlab.loss.formula.LossDefinitions;
import marginlab.network.external.NetworkFile;
import marginlab.network.weights.WeightTransfer;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import marginlab.protocol.VerifiedSetCheck;
import org.slf4j.LoggerFactory;

/** Reads experiments and plans their trials. */
public final class ExperimentPlanner {
    private final Catalog catalog;
    private final Supplier<LossDefinitions> ofJars;

    /** @param ofJars losses of jars that experiments may name; asked for when one is read, for that runs their code */
    ExperimentPlanner(Catalog catalog, Supplier<LossDefinitions> ofJars) {
        this.catalog = catalog;
        this.ofJars = ofJars;
    }

    /** What a file asks for, checked against this machine and the catalog; all that is wrong is told at once. */
    public Experiment read(Path file, List<String> overrides, List<String> only) {
        Experiment experiment = ExperimentReader.read(
                file, forThisMachine(overrides), ofJars.get(), new VerifiedSetCheck(catalog)::problem);
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
        new TuningSetCheck(catalog).problems(experiment).forEach(problems::add);
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

    /**
     * @param open the trials that are to be run
     * @throws ProblemException that names the networks of these which may run a program: they need the user's word before anything
     *     is trained
     */
    public void requireArithmetic(Plan plan, List<Trial> open) {
        Set<String> rows = open.stream()
                .filter(trial -> !trial.settings().isTraining())
                .map(Trial::objective)
                .collect(Collectors.toSet());
        Problems problems = new Problems();
        plan.experiment().networks().stream()
                .filter(network -> rows.contains(network.name()))
                .forEach(network -> problems.gather(() -> file(network).facts().requireArithmetic(network.place())));
        problems.raise();
    }

    /** The plan of an experiment that was read, with the data it names made sure of and fingerprinted. */
    public Plan plan(Experiment experiment, List<String> only) {
        return Plan.of(experiment, fingerprints(experiment)).only(only);
    }

    /**
     * What belongs to an experiment of which some trials are run with changes.
     *
     * @param changed the plan of all rows with the changes
     */
    ExperimentScope scope(Path file, List<String> changes, Plan changed) throws IOException {
        String text = Yaml.text(file);
        if (changes.isEmpty()) {
            return ExperimentScope.of(changed, text);
        }
        Optional<Plan> own = unchanged(file);
        return own.isPresent()
                ? ExperimentScope.of(own.get(), changed, changes, text)
                : ExperimentScope.variation(changed, changes, text);
    }

    /** What belongs to the experiment of a file with changes. */
    public ExperimentScope scope(Path file, List<String> changes) throws IOException {
        return scope(file, changes, plan(file, changes, List.of()));
    }

    /** Some rows of it alone, under a name that says so. */
    public ExperimentScope selection(Path file, List<String> changes, List<String> only) throws IOException {
        ExperimentScope scope = scope(file, changes);
        return only.isEmpty()
                ? scope
                : new ExperimentScope(
                        scope.experiment()
                                .named(Variation.name(scope.experiment().name(), only)),
                        plan(file, changes, only).withAllSeeds().trials(),
                        scope.definition(),
                        scope.searched().map(whole -> whole.only(only)));
    }

    /** Empty where the file needs the changes: without them it has problems. */
    private Optional<Plan> unchanged(Path file) {
        try {
            return Optional.of(plan(file, List.of(), List.of()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
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

    /**
     * A line for all that lies in a folder of the plan's datasets and is no part of them. Images that no list names are part of a set
     * of the plan that is the whole folder, as where pairs are drawn from people of a training set.
     */
    public List<String> passedOver(Plan plan) {
        List<String> names = plan.trials().stream()
                .flatMap(trial -> Stream.concat(trial.settings().train().stream(), trial.settings().verify().stream()))
                .distinct()
                .toList();
        Set<Path> whole = names.stream()
                .map(catalog::dataset)
                .filter(row -> row.format() == DatasetFormat.FOLDER)
                .map(row -> row.path().toAbsolutePath())
                .collect(Collectors.toSet());
        return names.stream()
                .flatMap(name -> catalog.passedOver(name).stream()
                        .filter(some -> some.kind() != SkippedEntries.Kind.UNLISTED
                                || !whole.contains(catalog.dataset(name).path().toAbsolutePath()))
                        .map(some -> name + ": passed over " + some.text()))
                .toList();
    }

    /** What is doubtful about the data of the plan: unaligned photos, and people in a column who are trained on. */
    public List<String> doubts(Plan plan) {
        return Stream.concat(unaligned(plan).stream(), new SharedPeopleCheck(catalog).lines(plan.trials()).stream())
                .toList();
    }

    /** A line for each dataset of the plan whose images look like photos, and not like aligned faces. */
    private List<String> unaligned(Plan plan) {
        SortedMap<String, Integer> inputs = new TreeMap<>();
        for (Trial trial : plan.trials()) {
            Stream.concat(trial.settings().train().stream(), trial.settings().verify().stream())
                    .forEach(name -> inputs.merge(name, trial.settings().input(), Math::max));
        }
        List<String> lines = new ArrayList<>();
        inputs.forEach((name, input) -> {
            try (EncodedImages images = catalog.images(name)) {
                FaceCrops.doubt(images.originals(), input)
                        .map(doubt -> name + ": " + doubt + ". They look unaligned, and are scaled to " + input + " x "
                                + input + " as they are; 'data align' crops faces from photos")
                        .ifPresent(lines::add);
            } catch (ProblemException e) {
                // What cannot be opened is told where it is needed.
            }
        });
        return lines;
    }

    /** An experiment as its file has it, whether its data are there or not. */
    public Experiment experiment(Path file, List<String> overrides) {
        return ExperimentReader.read(file, forThisMachine(overrides), ofJars.get(), mention -> Optional.empty());
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
        problems.raise();
        experiment.rows().stream()
                .map(row -> row.settings())
                .filter(settings -> settings.firstWeights().isFile())
                .collect(Collectors.toMap(
                        settings -> List.of(
                                settings.firstWeights(), settings.backbone(), settings.input(), settings.embedding()),
                        settings -> settings,
                        (one, same) -> one,
                        LinkedHashMap::new))
                .values()
                .forEach(settings -> problems.gather(() -> {
                    WeightTransfer.check(settings, settings.firstWeights().path());
                    return settings;
                }));
        experiment
                .networks()
                .forEach(network -> fingerprints.put(
                        Trial.networkKey(network.name()), file(network).hash()));
        problems.raise();
        return fingerprints;
    }
}
