package marginlab.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import marginlab.dataset.catalog.CatalogFiles;
import marginlab.dataset.generate.BuiltInCatalog;
import marginlab.problem.ClosestName;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.report.Report;
import marginlab.report.page.FaceDisclosure;
import marginlab.report.table.ReportDatasets;
import marginlab.report.table.SweepResults;
import marginlab.run.ImportedResults;
import marginlab.run.RunFolder;
import marginlab.run.Workspace;
import marginlab.store.Store;
import marginlab.store.StoreMode;
import marginlab.store.record.Run;

/** What became of an experiment, found by its file or by its name in the store. */
public final class StoredResults {
    private StoredResults() {}

    /** Does something with the results while the store is open. */
    public static <T> T with(Workspace place, String fileOrName, Function<SweepResults, T> work) {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            Path file = Path.of(fileOrName);
            if (Files.exists(file)) {
                Pipeline pipeline = new Pipeline(place);
                return work.apply(pipeline.reporter()
                        .view(pipeline.planner().scope(file, List.of()), "run " + fileOrName, store));
            }
            return work.apply(named(place, fileOrName, store));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the report of what the store has of an experiment into {@code folder/NAME}. */
    public static List<Path> report(Workspace place, String name, FaceDisclosure faces, Path folder)
            throws IOException {
        try (Store store = Store.open(place.store(), StoreMode.READER)) {
            SweepResults sweep = named(place, name, store);
            Path own = folder.resolve(name).normalize();
            if (!folder.normalize().equals(own.getParent())) {
                // A store that came from elsewhere may have names that no experiment file may have.
                throw new ProblemException(new Problem(name, "a path", "a name that can be that of a folder"));
            }
            return Report.write(sweep, faces, own);
        }
    }

    /** An experiment as the store knows it. */
    public static SweepResults named(Workspace place, String name, Store store) {
        Known known = store.atOnce(reading -> known(name, reading));
        StoredExperiment kept = StoredExperiment.of(known.definition(), known.members(), known.runs());
        SweepResults all = new SweepResults(
                        name,
                        kept.description(),
                        kept.command(),
                        kept.baseline(),
                        kept.trials(),
                        known.runs(),
                        new StoredMetrics(store, known.members()),
                        id -> new RunFolder(place.runs().resolve(id)).path(),
                        kept.equalWithin(),
                        datasets(place))
                .until(kept.until())
                .beside(new ImportedResults(place.runs()).of(name));
        return kept.searched().map(one -> one.view(all)).orElseGet(all::inRounds);
    }

    /** What runs an experiment of the store again, with its changes; empty where its file as it is kept does not. */
    public static Optional<String> command(String name, Store store) {
        List<String> members = store.members(name);
        return Optional.of(StoredExperiment.of(store.definition(name).orElse(""), members, store.runs(members))
                        .command())
                .filter(command -> !command.isEmpty());
    }

    /** What the store has of an experiment but the metrics. */
    private record Known(List<String> members, List<Run> runs, String definition) {}

    private static Known known(String name, Store store) {
        List<String> members = store.members(name);
        if (members.isEmpty()) {
            throw new ProblemException(new Problem(
                    name,
                    "neither a file nor an experiment of the store",
                    "an experiment's file or name",
                    ClosestName.hint(name, store.experiments())));
        }
        return new Known(members, store.runs(members), store.definition(name).orElse(""));
    }

    private static ReportDatasets datasets(Workspace place) {
        return CatalogFiles.areThere(place.datasets())
                ? new CatalogDatasets(() -> BuiltInCatalog.open(place.datasets()))
                : ReportDatasets.NONE;
    }
}
