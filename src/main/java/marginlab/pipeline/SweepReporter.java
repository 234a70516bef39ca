package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import marginlab.dataset.catalog.Catalog;
import marginlab.experiment.Experiment;
import marginlab.plan.Trial;
import marginlab.report.Report;
import marginlab.report.format.TerminalTable;
import marginlab.report.page.FaceDisclosure;
import marginlab.report.table.Findings;
import marginlab.report.table.SweepResults;
import marginlab.run.ImportedResults;
import marginlab.run.RunFolder;
import marginlab.run.Workspace;
import marginlab.store.Store;
import marginlab.store.StoreMode;

/** Tells what became of a plan, as far as the store knows. */
public final class SweepReporter {
    private final Workspace place;
    private final Catalog catalog;

    SweepReporter(Workspace place, Catalog catalog) {
        this.place = place;
        this.catalog = catalog;
    }

    /** Writes the report of what there is of an experiment into {@code folder/NAME}. */
    public List<Path> write(ExperimentScope scope, String command, FaceDisclosure faces, Path folder)
            throws IOException {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            return Report.write(
                    view(scope, command, store),
                    faces,
                    folder.resolve(scope.experiment().name()));
        }
    }

    /** What became of an experiment, as the report sees it: with what was run for it before. */
    public SweepResults view(ExperimentScope asked, String command, Store store) {
        ExperimentScope scope = asked.with(store);
        Experiment experiment = scope.experiment();
        Optional<SearchedTrials> searched =
                scope.searched().map(plan -> SearchedTrials.of(plan, scope.trials(), store::runs));
        List<Trial> trials = searched.map(SearchedTrials::all).orElse(scope.trials());
        List<String> ids = trials.stream().map(Trial::id).toList();
        SweepResults all = new SweepResults(
                        experiment.name(),
                        experiment.description(),
                        command,
                        experiment.baseline().orElse(""),
                        trials,
                        store.runs(ids),
                        new StoredMetrics(store, ids),
                        id -> new RunFolder(place.runs().resolve(id)).path(),
                        experiment.difference() / 100,
                        new CatalogDatasets(() -> catalog))
                .until(experiment.until())
                .beside(new ImportedResults(place.runs()).of(experiment.name()));
        return searched.map(one -> one.view(all)).orElseGet(all::inRounds);
    }

    /** The accuracy table of an experiment for a terminal. */
    public String terminalTable(ExperimentScope scope, boolean colour, int width) {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            return TerminalTable.text(view(scope, "", store), colour, width);
        }
    }

    /** What was found of an experiment, in words. */
    public String verdicts(ExperimentScope scope, int width) {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            return TerminalTable.sentences(Findings.of(view(scope, "", store)), width) + "\n";
        }
    }
}
