package marginlab.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import marginlab.dataset.catalog.Catalog;
import marginlab.file.SystemEntry;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;
import marginlab.run.Workspace;
import marginlab.store.file.StoreLocation;

/**
 * Whether what a run writes would become part of a dataset: all that lies in the folder of one is in its fingerprint, so that each
 * file more makes it another one than was planned with.
 *
 * @param written where a run writes, by the option that says so
 */
record WrittenFolderCheck(Catalog catalog, Map<String, Path> written) {

    /** Of run folders and of the store. */
    static WrittenFolderCheck of(Catalog catalog, Workspace place) {
        Map<String, Path> written = new LinkedHashMap<>();
        written.put("--runs", place.runs());
        written.put("--store", StoreLocation.of(place.store()).file());
        return new WrittenFolderCheck(catalog, written);
    }

    /** @throws ProblemException that names each of these sets whose folder is written to */
    void check(Collection<String> sets) {
        Problems problems = new Problems();
        sets.forEach(set -> problem(set).ifPresent(problems::add));
        problems.raise();
    }

    /** The first thing that would be written into the folder of a set. */
    Optional<Problem> problem(String set) {
        for (Path part : catalog.dataset(set).parts()) {
            for (Map.Entry<String, Path> option : written.entrySet()) {
                if (Files.isDirectory(part) && isCounted(real(part), real(option.getValue()))) {
                    return Optional.of(new Problem(
                            "set " + set + ", " + part,
                            "a folder that " + option.getKey() + " " + option.getValue()
                                    + " writes into: everything in it is part of the set, which would change with each run",
                            "a folder that contains only the set's own files",
                            "Give 'path' the folder of its images alone, or " + option.getKey() + " another place"));
                }
            }
        }
        return Optional.empty();
    }

    /** Hidden and system entries are no part of a dataset. */
    private static boolean isCounted(Path folder, Path below) {
        return below.startsWith(folder) && !SystemEntry.leadsThrough(folder.relativize(below));
    }

    /** Where links lead, also of what is not there yet. */
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path there = whole;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return there.toRealPath().resolve(there.relativize(whole));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + there, e);
        }
    }
}
