package marginlab.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import marginlab.experiment.Nearest;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;
import marginlab.report.Datasets;
import marginlab.report.Faces;
import marginlab.report.Report;
import marginlab.report.Sweep;
import marginlab.run.RunFolder;
import marginlab.store.Role;
import marginlab.store.Run;
import marginlab.store.Store;

/** What became of an experiment, found by its file or by its name in the store. */
public final class Results {
    private Results() {}

    /** Does something with the results while the store is open. */
    public static <T> T with(Place place, String fileOrName, Function<Sweep, T> work) {
        try (Store store = Store.open(place.store(), Role.READER)) {
            Path file = Path.of(fileOrName);
            if (Files.exists(file)) {
                Pipeline pipeline = new Pipeline(place);
                return work.apply(pipeline.view(pipeline.plan(file, List.of(), List.of()), "run " + fileOrName, store));
            }
            return work.apply(named(place, fileOrName, store));
        }
    }

    /** Writes the report of what the store has of an experiment into {@code folder/NAME}. */
    public static List<Path> report(Place place, String name, Faces faces, Path folder) throws IOException {
        try (Store store = Store.open(place.store(), Role.READER)) {
            Sweep sweep = named(place, name, store);
            Path own = folder.resolve(name).normalize();
            if (!folder.normalize().equals(own.getParent())) {
                // A store that came from elsewhere may have names that no experiment file may have.
                throw new ProblemException(new Problem(name, "a path", "a name that can be that of a folder"));
            }
            return Report.write(sweep, faces, own);
        }
    }

    /** An experiment as the store knows it. */
    public static Sweep named(Place place, String name, Store store) {
        Known known = store.atOnce(reading -> known(name, reading));
        Kept kept = Kept.of(known.definition(), known.members(), known.runs());
        return new Sweep(
                name,
                kept.description(),
                kept.isWhole() ? "run experiments/" + name + ".yaml" : "",
                kept.baseline(),
                kept.trials(),
                known.runs(),
                new StoredMetrics(store, known.members()),
                id -> new RunFolder(place.runs().resolve(id)).path(),
                datasets(place));
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
                    Nearest.hint(name, store.experiments())));
        }
        return new Known(members, store.runs(members), store.definition(name).orElse(""));
    }

    private static Datasets datasets(Place place) {
        return Files.exists(place.datasets())
                ? new CatalogDatasets(() -> Catalogs.open(place.datasets()))
                : Datasets.NONE;
    }
}
