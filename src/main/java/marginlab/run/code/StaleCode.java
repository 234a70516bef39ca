package marginlab.run.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import marginlab.file.FolderTree;

/** Copies of classes that no sweep runs from and no script for a cluster names, and the libraries that only they had. */
public final class StaleCode {
    private static final String SCRIPT = ".sbatch";
    /** What is written aside is renamed within seconds. */
    private static final Duration WRITING = Duration.ofHours(1);

    private StaleCode() {}

    public static List<Path> in(Path runs) throws IOException {
        return in(runs, Optional.empty());
    }

    /** Removes those of these that nobody needs still: a sweep may have begun since they were found. */
    public static void remove(Path runs, Collection<Path> found) throws IOException {
        if (found.isEmpty()) {
            return;
        }
        OwnCode.alone(runs, () -> {
            List<Path> stale = in(runs);
            for (Path path : found) {
                if (stale.contains(path)) {
                    FolderTree.delete(path);
                }
            }
            return stale;
        });
    }

    /** @param own copy of this process: to try its lock would give it up */
    static List<Path> in(Path runs, Optional<Path> own) throws IOException {
        Path code = runs.resolve(CodeCopy.FOLDER);
        List<Path> old = new ArrayList<>();
        Set<String> libraries = new HashSet<>();
        String scripts = scripts(runs);
        for (Path copy : list(code)) {
            String name = copy.getFileName().toString();
            if (name.equals(CodeCopy.LIBRARIES)) {
                continue;
            }
            if (isHalf(copy)
                    || Files.isDirectory(copy)
                            && !name.startsWith(".")
                            && own.filter(copy::equals).isEmpty()
                            && isUnused(copy, scripts)) {
                old.add(copy);
            } else if (Files.exists(copy.resolve(CodeCopy.CLASS_PATH))) {
                Files.readAllLines(copy.resolve(CodeCopy.CLASS_PATH))
                        .forEach(entry ->
                                libraries.add(Path.of(entry).getFileName().toString()));
            }
        }
        for (Path library : list(code.resolve(CodeCopy.LIBRARIES))) {
            String name = library.getFileName().toString();
            if (isHalf(library) || !name.startsWith(".") && !libraries.contains(name)) {
                old.add(library);
            }
        }
        return old;
    }

    private static boolean isUnused(Path copy, String scripts) throws IOException {
        return !scripts.contains(copy.getFileName().toString()) && OwnCode.isFree(copy);
    }

    private static boolean isHalf(Path path) throws IOException {
        return path.getFileName().toString().startsWith(".new-")
                && Files.getLastModifiedTime(path)
                        .toInstant()
                        .isBefore(Instant.now().minus(WRITING));
    }

    private static String scripts(Path runs) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : list(runs)) {
            if (file.toString().endsWith(SCRIPT) && Files.isRegularFile(file)) {
                text.append(Files.readString(file)).append('\n');
            }
        }
        return text.toString();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }
}
