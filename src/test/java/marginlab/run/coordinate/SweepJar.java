package marginlab.run.coordinate;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import marginlab.run.code.ClassPath;

/** The classes of this build as a jar, which is built again while processes run from it: the same file with other bytes. */
public final class SweepJar {
    private final Path jar;
    private final List<Path> folders = new ArrayList<>();
    private final List<String> libraries = new ArrayList<>();
    private final List<byte[]> builds = new ArrayList<>();
    private final boolean isWhole;
    private int built;

    /** Of one with all verbs, which stays as it is. */
    private static String shared;

    /**
     * A class path to start processes from, of one jar for all tests of this process: to read, copy and compare thousands of files of
     * classes would take each of them longer than the rest.
     */
    public static synchronized String sharedClassPath() throws IOException {
        if (shared == null) {
            Path folder = Files.createTempDirectory("classes-of-tests");
            folder.toFile().deleteOnExit();
            SweepJar jar = new SweepJar(folder, true);
            jar.path().toFile().deleteOnExit();
            shared = jar.classPath();
        }
        return shared;
    }

    /** Without what only verbs need. */
    public SweepJar(Path folder) throws IOException {
        this(folder, false);
    }

    /** @param isWhole with all verbs */
    public SweepJar(Path folder, boolean isWhole) throws IOException {
        this.isWhole = isWhole;
        jar = folder.resolve("sweep.jar");
        for (String entry : ClassPath.of(CoordinatorMain.class).split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                folders.add(Path.of(entry));
            } else {
                libraries.add(entry);
            }
        }
        builds.add(build(0));
        builds.add(build(100_000));
        rebuild();
    }

    /** Writes the next build over the one before, as packaging does. */
    public void rebuild() throws IOException {
        Files.write(jar, builds.get(built++ % builds.size()));
    }

    public Path path() {
        return jar;
    }

    public String classPath() {
        return Stream.concat(Stream.of(jar.toString()), libraries.stream())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** @param more bytes before the first class, so that none stands where it did */
    private byte[] build(int more) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            out.setLevel(0);
            out.putNextEntry(new ZipEntry("marginlab/"));
            out.putNextEntry(new ZipEntry("build-note.txt"));
            out.write(new byte[1 + more]);
            for (Path folder : folders) {
                try (Stream<Path> tree = Files.walk(folder)) {
                    for (Path file : tree.filter(
                                    path -> isNeeded(folder.relativize(path).toString()))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList()) {
                        out.putNextEntry(
                                new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                        Files.copy(file, out);
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Less to write: a sweep has no use for the rest. */
    private boolean isNeeded(String name) {
        return isWhole
                || name.startsWith("marginlab/")
                        && Stream.of("bench", "command", "doctor", "export", "report", "serve", "synthetic")
                                .noneMatch(room -> name.startsWith("marginlab/" + room + "/"))
                || name.endsWith(".xml");
    }
}
