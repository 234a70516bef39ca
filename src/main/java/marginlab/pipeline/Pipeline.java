package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import marginlab.data.Catalog;
import marginlab.experiment.Experiment;
import marginlab.experiment.ExperimentReader;
import marginlab.experiment.Mention;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.report.Report;
import marginlab.report.TerminalTable;
import marginlab.run.Archive;
import marginlab.run.Capacity;
import marginlab.run.Coordinator;
import marginlab.run.Policy;
import marginlab.run.Progress;
import marginlab.run.RunFolder;
import marginlab.run.Signals;
import marginlab.run.Sweep;
import marginlab.run.Workers;
import marginlab.store.Role;
import marginlab.store.Store;

/** Read, plan, run what is not stored yet, store, report. */
public final class Pipeline {
    private final Place place;
    private final Catalog catalog;

    public Pipeline(Place place) {
        this.place = place;
        this.catalog = Catalogs.open(place.datasets());
    }

    /** The plan of an experiment, with the data it names made sure of and fingerprinted. */
    public Plan plan(Path file, List<String> overrides, List<String> only) {
        Experiment experiment = ExperimentReader.read(file, overrides);
        Plan plan = Plan.of(experiment, fingerprints(experiment));
        return only.isEmpty() ? plan : plan.only(only);
    }

    /**
     * Trains what has no result yet; each trial in a process of its own.
     *
     * @param definition the text of the experiment's file, which is kept with the results
     */
    public Sweep run(Plan plan, String definition, Policy policy, Capacity capacity, Progress progress)
            throws IOException {
        Workers workers = new Workers(
                Worker.class,
                List.of(place.datasets().toAbsolutePath().toString()),
                capacity.threads(),
                capacity.heapMegabytes());
        List<Trial> trials = plan.trials();
        try (Store store = Store.open(place.store(), Role.OWNER)) {
            new Archive(place.runs(), store, Clock.systemUTC(), progress)
                    .keep(plan.experiment().name(), definition, ids(trials));
            Coordinator coordinator =
                    new Coordinator(place.runs(), store, workers, policy, Clock.systemUTC(), progress);
            Signals.on("INT", coordinator::stop);
            Signals.on("TERM", coordinator::stop);
            return coordinator.run(trials);
        }
    }

    /** Writes the report of what there is of a plan into {@code folder/NAME}. */
    public List<Path> report(Plan plan, String command, Path folder) throws IOException {
        try (Store store = Store.open(place.store(), Role.READER)) {
            return Report.write(
                    view(plan, command, store), folder.resolve(plan.experiment().name()));
        }
    }

    /** What became of a plan, as the report sees it. */
    public marginlab.report.Sweep view(Plan plan, String command, Store store) {
        Experiment experiment = plan.experiment();
        return new marginlab.report.Sweep(
                experiment.name(),
                experiment.description(),
                command,
                experiment.baseline().orElse(""),
                plan.trials(),
                store.runs(ids(plan.trials())),
                store::metrics,
                id -> new RunFolder(place.runs().resolve(id)).path());
    }

    /** The accuracy table of a plan for a terminal. */
    public String terminalTable(Plan plan, boolean colour) {
        try (Store store = Store.open(place.store(), Role.READER)) {
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
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Mention mention : experiment.mentions()) {
            catalog.problem(mention.name(), mention.place())
                    .ifPresentOrElse(problems::add, () -> names.add(mention.name()));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        Map<String, String> fingerprints = new TreeMap<>();
        names.forEach(name -> fingerprints.put(name, catalog.fingerprint(name)));
        return fingerprints;
    }
}
