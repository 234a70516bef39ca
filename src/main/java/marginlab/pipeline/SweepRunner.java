package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import marginlab.dataset.catalog.Catalog;
import marginlab.loss.formula.LossDefinitions;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.run.FormerRuns;
import marginlab.run.LongerTrainings;
import marginlab.run.MachineCapacity;
import marginlab.run.ReusableRuns;
import marginlab.run.RunArchive;
import marginlab.run.RunsLock;
import marginlab.run.StopSignal;
import marginlab.run.SweepListener;
import marginlab.run.SweepOutcome;
import marginlab.run.Workspace;
import marginlab.run.code.TrainedCode;
import marginlab.run.coordinate.Coordinator;
import marginlab.run.coordinate.SweepPolicy;
import marginlab.run.launch.Launcher;
import marginlab.run.launch.WorkerLauncher;
import marginlab.run.network.NetworkCopy;
import marginlab.run.plugin.PluginCopy;
import marginlab.run.worker.Worker;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.TrialState;

/** Trains what of a plan has no result yet. */
public final class SweepRunner {
    private final Workspace place;
    private final Catalog catalog;

    SweepRunner(Workspace place, Catalog catalog) {
        this.place = place;
        this.catalog = catalog;
    }

    /** What starts the workers of trials on this machine, where no network is trusted to run a program and no loss comes of a jar. */
    public WorkerLauncher workers(MachineCapacity capacity, boolean onGpus) {
        return workers(capacity, onGpus, false, List.of());
    }

    /**
     * What starts the workers of trials on this machine; with GPUs they fail where they see none. Networks that may run a program are
     * opened where they are trusted, and jars loaded that these trials were planned with.
     */
    public WorkerLauncher workers(MachineCapacity capacity, boolean onGpus, boolean trusted, List<Trial> trials) {
        List<String> arguments =
                new ArrayList<>(List.of(place.datasets().toAbsolutePath().toString()));
        if (onGpus) {
            arguments.add(Worker.GPU);
        }
        if (trusted) {
            arguments.add(Worker.TRUST);
        }
        PluginCopy.hashes(trials).forEach(hash -> arguments.add(Worker.PLUGIN + hash));
        return new WorkerLauncher(Worker.class, arguments, capacity.threads(), capacity.heapMegabytes());
    }

    /** Trains what has no result yet, each trial in a process that the launcher starts. */
    public SweepOutcome run(
            Plan plan,
            ExperimentScope scope,
            SweepPolicy policy,
            Launcher launcher,
            Retraining again,
            SweepListener progress)
            throws IOException {
        RunsLock lock = RunsLock.take(place.runs());
        try (Store store = Store.open(place.store(), StoreMode.OWNER)) {
            setAside(plan, scope, again, store);
            KnownTrials known = known(plan, scope, store);
            TrainedCode.of(store.runs(ids(known.plan().trials())))
                    .lines()
                    .forEach(line -> progress.said(line + "; --retrain trains again"));
            known.notes().forEach(progress::said);
            RoundsListener rounds = new RoundsListener(progress);
            List<Trial> trained = List.of();
            boolean isOver = false;
            while (!isOver) {
                known.round().ifPresent(progress::said);
                keep(known, scope, store, progress);
                List<Trial> before = trained;
                trained = known.plan().trials();
                List<Trial> fresh = trained.stream()
                        .filter(trial -> !before.contains(trial))
                        .toList();
                new LongerTrainings(place.runs(), store).handOn(fresh, known.shorter());
                handFiles(plan, unfinished(fresh, store));
                Coordinator coordinator =
                        new Coordinator(place.runs(), store, launcher, policy, Clock.systemUTC(), rounds);
                StopSignal.onEach(coordinator::stop);
                SweepOutcome outcome = coordinator.run(fresh);
                rounds.add(outcome, fresh.size());
                isOver = !known.isOpen() || !outcome.isComplete();
                if (!isOver) {
                    known = known(plan, scope, store);
                    isOver = trained.containsAll(known.plan().trials());
                }
            }
            known(plan, scope, store).round().ifPresent(progress::said);
            return rounds.close();
        } finally {
            lock.close();
        }
    }

    /** The trials of an experiment that are known by what the store has. */
    public KnownTrials known(Plan plan, ExperimentScope scope, Store store) {
        if (scope.searched().isPresent()) {
            return KnownTrials.searched(
                    new SweepReporter(place, catalog).view(scope, "", store),
                    plan,
                    scope.searched().get(),
                    store);
        }
        return plan.experiment().until().isEmpty()
                ? KnownTrials.all(scope, plan)
                : KnownTrials.of(new SweepReporter(place, catalog).view(scope, "", store), plan, store);
    }

    private void keep(KnownTrials known, ExperimentScope scope, Store store, SweepListener progress)
            throws IOException {
        new RunArchive(place.runs(), store, Clock.systemUTC(), progress)
                .keep(scope.experiment().name(), scope.definition(), scope.members(known.members(), store));
    }

    /**
     * The trials that have no result yet, or are trained again, in order, for machines that know nothing of the store; of several
     * rounds of seeds those of the open one. The experiment is kept, so that what they will find belongs to it, and they get the
     * trainings of finished runs that differ in verification sets alone.
     */
    public List<Trial> handOut(Plan plan, ExperimentScope scope, Retraining again) throws IOException {
        RunsLock lock = RunsLock.take(place.runs());
        try (Store store = Store.open(place.store(), StoreMode.OWNER)) {
            setAside(plan, scope, again, store);
            KnownTrials known = known(plan, scope, store);
            List<Trial> unfinished = unfinished(known.plan().trials(), store);
            keep(known, scope, store, SweepListener.none());
            new LongerTrainings(place.runs(), store).handOn(unfinished, known.shorter());
            new ReusableRuns(place.runs(), store).handOn(unfinished);
            handFiles(plan, unfinished);
            return unfinished;
        } finally {
            lock.close();
        }
    }

    /** What a run of a plan would have to do now: the trials without a result, and those that are trained again. */
    public List<Trial> open(Plan plan, Retraining again) {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            List<String> retrained = again.of(plan.withAllSeeds(), store);
            List<Trial> unfinished = unfinished(plan.trials(), store);
            return plan.trials().stream()
                    .filter(trial -> retrained.contains(trial.id()) || unfinished.contains(trial))
                    .toList();
        }
    }

    /** Keeps results that are trained again as former ones, once the data of all that will train are known to do. */
    private void setAside(Plan plan, ExperimentScope scope, Retraining again, Store store) throws IOException {
        List<String> retrained = again.of(plan.withAllSeeds(), store);
        List<Trial> trials = known(plan, scope, store).plan().trials();
        List<Trial> unfinished = unfinished(trials, store);
        check(
                plan,
                trials.stream()
                        .filter(trial -> retrained.contains(trial.id()) || unfinished.contains(trial))
                        .toList());
        new FormerRuns(place.runs()).setAside(retrained, store);
    }

    private void handFiles(Plan plan, List<Trial> unfinished) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        plan.experiment().networks().forEach(network -> files.put(network.name(), network.file()));
        NetworkCopy.handOut(place.runs(), unfinished, files);
        PluginCopy.handOut(place.runs(), unfinished, losses(plan));
    }

    /** The losses that are not built in, with the jars that they were planned with. */
    private static LossDefinitions losses(Plan plan) {
        return plan.experiment().rows().stream()
                .map(row -> row.objective().definitions())
                .reduce(LossDefinitions.NONE, LossDefinitions::with);
    }

    private static List<Trial> unfinished(List<Trial> trials, Store store) {
        Map<String, TrialState> states = store.states(ids(trials));
        return trials.stream()
                .filter(trial -> !Set.of(TrialState.DONE, TrialState.DIVERGED)
                        .contains(states.getOrDefault(trial.id(), TrialState.PLANNED)))
                .toList();
    }

    /**
     * Opens all that trials will read before the first of them trains; all datasets that are broken or too small are told, and all
     * losses of jars that their engine cannot train.
     */
    public void check(Plan plan, List<Trial> trials) {
        new PreflightCheck(catalog, place, losses(plan)).check(trials);
    }

    private static List<String> ids(List<Trial> trials) {
        return trials.stream().map(Trial::id).toList();
    }
}
