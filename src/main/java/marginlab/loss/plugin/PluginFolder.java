package marginlab.loss.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.problem.Problems;

/** The jars of a folder that the user named. */
public final class PluginFolder {
    /** What it is called beside the program. */
    public static final String NAME = "plugins";

    private PluginFolder() {}

    /** The jars in a folder, by name; none where there is no folder. */
    public static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(folder.toString(), "a folder that cannot be read: " + e.getMessage(), "jars"), e);
        }
    }

    /**
     * The losses of all jars of a folder, by name; loading them runs their code.
     *
     * @param taken names of losses that are built in
     * @throws ProblemException with all that is wrong with any of them, each with its file
     */
    public static SortedMap<String, PluginLoss> losses(Path folder, Collection<String> taken) {
        List<Path> jars = jars(folder);
        if (jars.isEmpty()) {
            throw new ProblemException(new Problem(
                    folder.toString(),
                    Files.isDirectory(folder) ? "a folder without a jar" : "no folder",
                    "a folder with jars of losses"));
        }
        Problems problems = new Problems();
        SortedMap<String, PluginLoss> losses = new TreeMap<>();
        refuseOpen(folder, problems);
        jars.forEach(jar -> refuseOpen(jar, problems));
        problems.raise();
        for (Path jar : jars) {
            problems.gather(() -> PluginJar.losses(jar))
                    .ifPresent(some -> some.forEach(loss -> add(loss, losses, taken, problems)));
        }
        problems.raise();
        return losses;
    }

    private static void add(
            PluginLoss loss, Map<String, PluginLoss> losses, Collection<String> taken, Problems problems) {
        if (taken.contains(loss.name())) {
            problems.add(loss.place(), "the loss " + loss.name(), "a name that no built-in loss has", "");
            return;
        }
        PluginLoss first = losses.putIfAbsent(loss.name(), loss);
        if (first != null) {
            problems.add(
                    loss.place(), "the loss " + loss.name(), "a name that is not in " + first.place() + " too", "");
        }
    }

    /** Where everybody may write, everybody could run code as this user. */
    private static void refuseOpen(Path path, Problems problems) {
        try {
            if (Files.getFileStore(path).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
                problems.add(
                        path.toString(),
                        "what everybody may write to",
                        "code that you alone can change",
                        "chmod o-w " + path);
            }
        } catch (IOException e) {
            problems.add(path.toString(), "what cannot be read: " + e.getMessage(), "a jar", "");
        }
    }
}
