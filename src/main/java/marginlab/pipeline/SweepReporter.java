package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import marginlab.dataset.catalog.Catalog;
import marginlab.experiment.Experiment;
import marginlab.plan.Plan;
import marginlab.plan.Trial;
import marginlab.report.Report;
import marginlab.report.format.TerminalTable;
import marginlab.report.page.FaceDisclosure;
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

    /** Writes the report of what there is of a plan into {@code folder/NAME}. */
    public List<Path> write(Plan plan, String command, FaceDisclosure faces, Path folder) throws IOException {
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
                experiment.difference() / 100,
                new CatalogDatasets(() -> catalog));
    }

    /** The accuracy table of a plan for a terminal. */
    public String terminalTable(Plan plan, boolean colour) {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            return TerminalTable.text(view(plan, "", store), colour);
        }
    }

    /** What was found of a plan, in words. */
    public String verdicts(Plan plan) {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            return TerminalTable.sentences(marginlab.report.table.Findings.of(view(plan, "", store))) + "\n";
        }
    }

    private static List<String> ids(List<Trial> trials) {
        return trials.stream().map(Trial::id).toList();
    }
}
