package marginlab.dataset.catalog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import marginlab.dataset.fetch.DrawnAside;
import marginlab.problem.FileProblem;

/**
 * The rows with {@code generate: NAME}, which are made on first use.
 *
 * @param rows of the catalog, by name
 * @param generators by the name in {@code generate}
 */
record GeneratedDatasets(Map<String, Dataset> rows, Map<String, DatasetGenerator> generators) {
    /** Of the threads of this process; a lock on a file is for processes. */
    private static final Object GENERATING = new Object();

    GeneratedDatasets {
        rows = Map.copyOf(rows);
        generators = Map.copyOf(generators);
    }

    /** The same with one more generator. */
    GeneratedDatasets with(String name, DatasetGenerator generator) {
        Map<String, DatasetGenerator> more = new LinkedHashMap<>(generators);
        more.put(name, generator);
        return new GeneratedDatasets(rows, more);
    }

    /** Whether a row can be made: there is its generator, and what that reads. */
    boolean has(Dataset row) {
        return generators.containsKey(row.origin().generator())
                && origin(row).filter(from -> from.missing().isPresent()).isEmpty();
    }

    /** Makes a row, whether it is there or not. */
    void make(Dataset row) {
        make(row, folder(row));
    }

    /**
     * Makes a row unless it is there. One process generates; others wait for it and find the files. Each draws aside, so that where
     * locks bind nobody, as behind some mounts, the first to finish wins. The lock's file stays: one that is removed could be
     * locked by two.
     */
    void makeOnce(Dataset row) {
        Path folder = folder(row);
        Path lock = folder.resolveSibling("." + folder.getFileName() + ".generating");
        try {
            Files.createDirectories(folder);
            synchronized (GENERATING) {
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    if (held.isValid() && row.missing().isPresent()) {
                        DrawnAside.make(folder, () -> row.missing().isPresent(), aside -> make(row, aside));
                    }
                }
            }
        } catch (IOException e) {
            throw FileProblem.io(folder, e);
        }
    }

    private void make(Dataset row, Path folder) {
        generators.get(row.origin().generator()).generate(folder, origin(row));
    }

    private Optional<Dataset> origin(Dataset row) {
        return Optional.ofNullable(rows.get(row.origin().madeFrom()));
    }

    private static Path folder(Dataset row) {
        return row.path().toAbsolutePath().getParent();
    }
}
