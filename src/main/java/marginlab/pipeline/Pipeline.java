package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginlab.dataset.catalog.Catalog;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.engine.InstalledEngines;
import marginlab.experiment.Experiment;
import marginlab.experiment.setting.DatasetMention;
import marginlab.experiment.yaml.ExperimentReader;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.problem.Problems;
import marginlab.protocol.VerifiedSetCheck;
import marginlab.report.Report;
import marginlab.report.format.TerminalTable;
import marginlab.report.page.FaceDisclosure;
import marginlab.run.MachineCapacity;
import marginlab.run.ReusableRuns;
import marginlab.run.RunArchive;
import marginlab.run.RunFolder;
import marginlab.run.RunsLock;
import marginlab.run.Signals;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.run.Workspace;
import marginlab.run.coordinate.Coordinator;
import marginlab.run.coordinate.SweepPolicy;
import marginlab.run.launch.Launcher;
import marginlab.run.launch.WorkerLauncher;
import marginlab.run.worker.Worker;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.TrialState;
import org.slf4j.LoggerFactory;

/** Read, plan, run what is not stored yet, store, report. */
public final class Pipeline {

    private final Workspace place;
    private final Catalog catalog;

    public Pipeline(Workspace place) {
        this.place = place;
        this.catalog = BuiltInCatalog.open(place.datasets());
    }

    /** The plan of an experiment, with the data it names made sure of and fingerprinted. */
    public Plan plan(Path file, List<String> overrides, List<String> only) {
        Experiment experiment = checked(file, overrides, only);
        return Plan.of(experiment, fingerprints(experiment)).only(only);
    }

    /** A line for all that lies in a folder of the plan's datasets and is no part of them. */
    public List<String> passedOver(Plan plan) {
        return plan.trials().stream()
                .flatMap(trial -> Stream.concat(trial.settings().train().stream(), trial.settings().verify().stream()))
                .distinct()
                .flatMap(name -> catalog.passedOver(name).stream().map(some -> name + ": passed over " + some.text()))
                .toList();
    }

    /** The datasets of an experiment that {@link #plan} would make first; what it says of wrong files, this says too. */
    public List<String> toBeMade(Path file, List<String> overrides, List<String> only) {
        return checked(file, overrides, only).mentions().stream()
                .map(DatasetMention::name)
                .distinct()
                .filter(catalog::isToBeMade)
                .toList();
    }

    private Experiment checked(Path file, List<String> overrides, List<String> only) {
        Experiment experiment =
                ExperimentReader.read(file, forThisMachine(overrides), new VerifiedSetCheck(catalog)::problem);
        Problems problems = new Problems();
        experiment.rows().stream()
                .map(row -> row.settings().engine())
                .distinct()
                .forEach(engine -> problems.gather(() -> InstalledEngines.require(engine, file.toString())));
        problems.gather(() -> Plan.rows(experiment, only));
        problems.raise();
        return experiment;
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

    /**
     * Trains what has no result yet; each trial in a process of its own.
     *
     * @param definition the text of the experiment's file, which is kept with the results
     */
    public SweepOutcome run(
            Plan plan, String definition, SweepPolicy policy, MachineCapacity capacity, SweepListener progress)
            throws IOException {
        return run(plan, definition, policy, workers(capacity, !policy.gpus().isEmpty()), progress);
    }

    /** What starts the workers of trials on this machine; with GPUs they fail where they see none. */
    public WorkerLauncher workers(MachineCapacity capacity, boolean onGpus) {
        List<String> arguments =
                new ArrayList<>(List.of(place.datasets().toAbsolutePath().toString()));
        if (onGpus) {
            arguments.add(Worker.GPU);
        }
        return new WorkerLauncher(Worker.class, arguments, capacity.threads(), capacity.heapMegabytes());
    }

    /** Trains what has no result yet, each trial in a process that the launcher starts. */
    public SweepOutcome run(Plan plan, String definition, SweepPolicy policy, Launcher launcher, SweepListener progress)
            throws IOException {
        List<Trial> trials = plan.trials();
        RunsLock lock = RunsLock.take(place.runs());
        try (Store store = Store.open(place.store(), StoreMode.OWNER)) {
            checkData(unfinished(plan, store));
            new RunArchive(place.runs(), store, Clock.systemUTC(), progress)
                    .keep(plan.experiment().name(), definition, ids(trials));
            Coordinator coordinator =
                    new Coordinator(place.runs(), store, launcher, policy, Clock.systemUTC(), progress);
            Signals.on("INT", coordinator::stop);
            Signals.on("TERM", coordinator::stop);
            return coordinator.run(trials);
        } finally {
            lock.close();
        }
    }

    /**
     * The trials that have no result yet, in order, for machines that know nothing of the store. The experiment is kept, so that
     * what they will find belongs to it, and they get the trainings of finished runs that differ in verification sets alone.
     */
    public List<Trial> handOut(Plan plan, String definition) throws IOException {
        RunsLock lock = RunsLock.take(place.runs());
        try (Store store = Store.open(place.store(), StoreMode.OWNER)) {
            List<Trial> unfinished = unfinished(plan, store);
            checkData(unfinished);
            new RunArchive(place.runs(), store, Clock.systemUTC(), SweepListener.none())
                    .keep(plan.experiment().name(), definition, ids(plan.trials()));
            new ReusableRuns(place.runs(), store).handOn(unfinished);
            return unfinished;
        } finally {
            lock.close();
        }
    }

    private static List<Trial> unfinished(Plan plan, Store store) {
        Map<String, TrialState> states = store.states(ids(plan.trials()));
        return plan.trials().stream()
                .filter(trial -> !Set.of(TrialState.DONE, TrialState.DIVERGED)
                        .contains(states.getOrDefault(trial.id(), TrialState.PLANNED)))
                .toList();
    }

    /** Opens all that trials will read before the first of them trains; all datasets that are broken or too small are told. */
    public void checkData(List<Trial> trials) {
        new PreflightCheck(catalog).check(trials);
    }

    /** Writes the report of what there is of a plan into {@code folder/NAME}. */
    public List<Path> report(Plan plan, String command, FaceDisclosure faces, Path folder) throws IOException {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            return Report.write(
                    view(plan, command, store),
                    faces,
                    folder.resolve(plan.experiment().name()));
        }
    }

    /** What became of a plan, as the report sees it. */
    public marginlab.report.table.SweepResults view(Plan plan, String command, Store store) {
        Experiment experiment = plan.experiment();
        return new marginlab.report.table.SweepResults(
                experiment.name(),
                experiment.description(),
                command,
                experiment.baseline().orElse(""),
                plan.trials(),
                store.runs(ids(plan.trials())),
                new StoredMetrics(store, ids(plan.trials())),
                id -> new RunFolder(place.runs().resolve(id)).path(),
                new CatalogDatasets(() -> catalog));
    }

    /** The accuracy table of a plan for a terminal. */
    public String terminalTable(Plan plan, boolean colour) {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            return TerminalTable.text(view(plan, "", store), colour);
        }
    }

    public Catalog catalog() {
        return catalog;
    }

    private static List<String> ids(List<Trial> trials) {
        return trials.stream().map(Trial::id).toList();
    }

    private Map<String, String> fingerprints(Experiment experiment) {
        Set<String> names = new LinkedHashSet<>();
        experiment.mentions().forEach(mention -> names.add(mention.name()));
        Map<String, String> fingerprints = new TreeMap<>();
        names.forEach(name -> fingerprints.put(name, catalog.fingerprint(name)));
        return fingerprints;
    }
}
