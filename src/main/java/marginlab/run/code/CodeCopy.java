package marginlab.run.code;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import marginlab.file.AtomicMove;
import marginlab.file.FolderTree;
import marginlab.file.PrivateFiles;
import marginlab.file.hash.Sha256;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of a sweep, kept apart from those that the next build writes.
 *
 * <pre>
 * runs/.code/HASH/0/, HASH/0-marginlab.jar   what is built here: folders of classes and our own jar, copied
 * runs/.code/HASH/commit                     of the checkout that it was built in
 * runs/.code/HASH/classpath                  all entries, a line each
 * runs/.code/libraries/STAMP-NAME.jar        what others built: links where the file system has them, else copies
 * </pre>
 *
 * <p>The hash is of the copied bytes and the commit, so sweeps of the same code share a copy, which takes a few MB. Libraries
 * are never written to where they are, but their names may go: a link needs no room and outlives its name.
 *
 * @param folder of the hash
 * @param entries of the class path
 */
record CodeCopy(Path folder, List<Path> entries) {
    static final String FOLDER = ".code";
    static final String LIBRARIES = "libraries";
    static final String COMMIT = "commit";
    static final String CLASS_PATH = "classpath";

    private static final Logger LOG = LoggerFactory.getLogger(CodeCopy.class);
    private static final String OURS = "marginlab/";
    /** Bytes. */
    private static final long ROOM_LEFT = 1L << 30;

    private static final int DIGITS = 16;
    private static final int TRIES = 5;

    CodeCopy {
        entries = List.copyOf(entries);
    }

    /** Makes a copy, or finds the one that is there. */
    static CodeCopy of(Path runs, String classPath, String commit) throws IOException {
        List<Path> sources = expanded(classPath);
        Path code = PrivateFiles.folder(runs.toAbsolutePath().normalize().resolve(FOLDER));
        Map<String, byte[]> files = read(sources);
        files.put(COMMIT, commit.getBytes(StandardCharsets.UTF_8));
        Path folder = code.resolve(hash(files));
        // Classes go to the disk after the libraries, but have no other place.
        long classes = files.values().stream().mapToLong(bytes -> bytes.length).sum();
        List<Path> entries = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Path source = sources.get(i);
            entries.add(
                    isOurs(source)
                            ? folder.resolve(name(i, source))
                            : library(code.resolve(LIBRARIES), source, classes));
        }
        files.put(
                CLASS_PATH,
                entries.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8));
        write(folder, files);
        return new CodeCopy(folder, entries);
    }

    /** Each entry that is there, with those that the manifests of jars name. */
    static List<Path> expanded(String classPath) throws IOException {
        Set<Path> entries = new LinkedHashSet<>();
        for (String text : classPath.split(File.pathSeparator)) {
            expand(Path.of(text).toAbsolutePath().normalize(), entries);
        }
        return List.copyOf(entries);
    }

    private static void expand(Path entry, Set<Path> entries) throws IOException {
        if (!Files.exists(entry) || !entries.add(entry) || Files.isDirectory(entry)) {
            return;
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            String named = jar.getManifest() == null
                    ? null
                    : jar.getManifest().getMainAttributes().getValue("Class-Path");
            for (String text : named == null ? new String[0] : named.strip().split("\\s+")) {
                if (!text.isEmpty()) {
                    expand(Path.of(entry.getParent().toUri().resolve(text)), entries);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(entry + ": a class path of other than files: " + e.getMessage(), e);
        }
    }

    private static boolean isOurs(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            return true;
        }
        try (ZipFile jar = new ZipFile(entry.toFile())) {
            return jar.getEntry(OURS) != null;
        }
    }

    private static String name(int place, Path source) {
        return Files.isDirectory(source) ? String.valueOf(place) : place + "-" + source.getFileName();
    }

    /** All files that are built here, by their names in the copy; read again where a build went on meanwhile. */
    private static Map<String, byte[]> read(List<Path> sources) throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                Map<String, byte[]> files = new TreeMap<>();
                String before = stamps(sources);
                for (int i = 0; i < sources.size(); i++) {
                    if (isOurs(sources.get(i))) {
                        read(sources.get(i), name(i, sources.get(i)), files);
                    }
                }
                if (stamps(sources).equals(before)) {
                    return files;
                }
            } catch (IOException e) {
                if (attempt == TRIES - 1) {
                    throw e;
                }
            }
        }
        throw new ProblemException(new Problem(
                sources.get(0).toString(),
                "classes that change while they are read",
                "a build that has ended",
                "Wait for it"));
    }

    private static void read(Path source, String name, Map<String, byte[]> files) throws IOException {
        if (!Files.isDirectory(source)) {
            files.put(name, Files.readAllBytes(source));
            return;
        }
        for (Path file : files(source)) {
            files.put(name + "/" + source.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String stamps(List<Path> sources) throws IOException {
        StringBuilder stamps = new StringBuilder();
        for (Path source : sources) {
            for (Path file : Files.isDirectory(source) ? files(source) : List.of(source)) {
                stamps.append(stamp(file)).append('\n');
            }
        }
        return stamps.toString();
    }

    private static String stamp(Path file) throws IOException {
        BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
        return file + "\t" + known.fileKey() + "\t" + known.size() + "\t" + known.lastModifiedTime();
    }

    private static String hash(Map<String, byte[]> files) {
        MessageDigest digest = Sha256.begin();
        files.forEach((name, bytes) -> {
            digest.update((name + "\t" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    /** Whether a folder holds these files and no others: run folders may come from a stranger, with a copy of his own. */
    private static boolean holds(Path folder, Map<String, byte[]> files) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        int found = 0;
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.filter(each -> !each.equals(folder)).toList()) {
                byte[] expected = files.get(folder.relativize(path).toString().replace('\\', '/'));
                boolean isFile = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
                if (isFile && expected != null && Arrays.equals(expected, Files.readAllBytes(path))) {
                    found++;
                } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        && !(isFile && path.equals(folder.resolve(OwnCode.IN_USE)))) {
                    return false;
                }
            }
        }
        return found == files.size();
    }

    /** Under another name first, then renamed: a copy is complete, or there is none. */
    private static void write(Path folder, Map<String, byte[]> files) throws IOException {
        if (holds(folder, files)) {
            return;
        }
        FolderTree.delete(folder);
        Path aside = folder.resolveSibling(".new-" + UUID.randomUUID());
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path target = aside.resolve(file.getKey());
                PrivateFiles.folder(target.getParent());
                PrivateFiles.write(target, file.getValue());
            }
            AtomicMove.folder(aside, folder);
        } catch (FileSystemException e) {
            if (!holds(folder, files)) {
                throw e;
            }
            // Another sweep of the same code was faster.
        } finally {
            FolderTree.delete(aside);
        }
    }

    /** A library by what the disk says of it; to read all of them would take longer than to start. */
    private static Path library(Path libraries, Path source, long classes) throws IOException {
        PrivateFiles.folder(libraries);
        String stamp = Sha256.hex(stamp(source)).substring(0, DIGITS);
        Path library = libraries.resolve(stamp + "-" + source.getFileName());
        if (Files.isRegularFile(library, LinkOption.NOFOLLOW_LINKS)
                && (Files.isSameFile(library, source) || Files.mismatch(library, source) < 0)) {
            return library;
        }
        Path aside = libraries.resolve(".new-" + UUID.randomUUID());
        try {
            link(source, aside, classes);
            AtomicMove.file(aside, library);
            return library;
        } catch (FileSystemException e) {
            LOG.warn(
                    "{} is used where it is, for it cannot be kept in {} ({}): let it lie until the sweep has ended",
                    source,
                    libraries,
                    e.getReason());
            Files.deleteIfExists(aside);
            return source;
        }
    }

    /** A copy leaves room on the disk for the classes, the journals and the store, for which there is no other place. */
    private static void checkRoom(Path source, Path folder, long classes) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        long left = disk.getUsableSpace() - Files.size(source) - classes;
        if (left < Math.min(disk.getTotalSpace() / 4, ROOM_LEFT)) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "too little room: a copy would leave " + (Math.max(0, left) >> 20) + " MB");
        }
    }

    private static void link(Path source, Path target, long classes) throws IOException {
        try {
            Files.createLink(target, source.toRealPath());
        } catch (UnsupportedOperationException | FileSystemException e) {
            checkRoom(source, target.getParent(), classes);
            Files.copy(source, target);
            PrivateFiles.tighten(target);
        }
    }
}
