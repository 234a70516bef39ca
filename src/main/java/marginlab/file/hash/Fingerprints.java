package marginlab.file.hash;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import marginlab.file.AtomicFile;
import marginlab.file.FileNames;
import marginlab.file.LinkedFolders;
import marginlab.file.NameOrder;
import marginlab.file.RegularFile;
import marginlab.file.SystemEntry;
import marginlab.file.UserCache;
import marginlab.problem.FileProblem;
import marginlab.problem.ProblemException;

/**
 * Hashes of content, which tell datasets apart whatever their names: SHA-256 over name, size and bytes of each file in order. Names
 * of files count composed (NFC), so that a folder and its copy on a disk that keeps their marks apart have one fingerprint.
 *
 * <p>A hash is kept with path, size and time of the files and not computed again while these stay as they are.
 */
public final class Fingerprints {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int DIGITS = 64;
    private static final Pattern KEPT = Pattern.compile("[0-9a-f]{" + DIGITS + "} [0-9a-f]{" + DIGITS + "}");
    /** A hundred thousand hashes. */
    private static final long MOST_KEPT_BYTES = 16 * 1024 * 1024;
    /** Folders in each other; no dataset has as many. */
    private static final int DEEPEST = 64;

    /** Null where nothing is kept. */
    private final Path kept;

    /** Fingerprints that are kept in a file. */
    public Fingerprints(Path file) {
        this.kept = file;
    }

    /** Fingerprints that are kept where the user's programs keep what can be computed again. */
    public static Fingerprints ofUser() {
        return new Fingerprints(UserCache.folder().resolve("fingerprints"));
    }

    /**
     * The fingerprint of files and of all that folders hold but for hidden and system entries, part by part: a list that lies in a folder before it counts twice, for
     * with another list of that folder it would be another dataset.
     */
    public synchronized String of(List<Path> parts) {
        List<FileEntry> files = new ArrayList<>();
        try {
            for (Path part : parts) {
                list(part, files);
            }
            String stamp = stamp(files);
            Map<String, String> known = load();
            String fingerprint = known.get(stamp);
            if (fingerprint == null) {
                fingerprint = hash(files);
                known.put(stamp, fingerprint);
                save(known);
            }
            return fingerprint;
        } catch (IOException e) {
            throw FileProblem.io(parts.get(0), e);
        }
    }

    /** What the disk says of files without reading them: the same text says that nobody has written to them. */
    public static String stamp(Collection<Path> parts) {
        List<FileEntry> files = new ArrayList<>();
        Path at = null;
        try {
            for (Path part : parts) {
                at = part;
                list(part, files);
            }
            return stamp(files);
        } catch (IOException e) {
            throw FileProblem.io(at, e);
        }
    }

    /** The hash of a text. */
    public static String ofText(String text) {
        return Sha256.hex(text);
    }

    /** Each file with its name in the dataset and what is known of it; links are followed, but not in a circle. */
    private static void list(Path part, List<FileEntry> files) throws IOException {
        if (!Files.isDirectory(part)) {
            RegularFile.size(part);
            BasicFileAttributes attributes = Files.readAttributes(part, BasicFileAttributes.class);
            files.add(new FileEntry(part, FileNames.composed(readable(part)), attributes, lastChange(part)));
            return;
        }
        List<FileEntry> found = new ArrayList<>();
        Files.walkFileTree(part, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
            private final LinkedFolders links = new LinkedFolders();

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(part) && SystemEntry.is(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                readable(folder);
                links.follow(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !SystemEntry.is(file)) {
                    readable(file);
                    String name = part.relativize(file).toString().replace('\\', '/');
                    found.add(new FileEntry(file, FileNames.composed(name), attributes, ""));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof FileSystemLoopException || SystemEntry.is(file)) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        found.sort(Comparator.comparing(FileEntry::name, NameOrder.OF_NAMES).thenComparing(FileEntry::file));
        files.addAll(found);
    }

    private static String readable(Path file) {
        FileNames.problem(file).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        return file.getFileName().toString();
    }

    /**
     * When a file was last written or given another time, which nobody can set; empty where the system does not tell. Of the
     * thousands of files in a folder it is not asked: it would double the time of the look.
     */
    private static String lastChange(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("unix")
                ? Files.getAttribute(file, "unix:ctime").toString()
                : "";
    }

    private static String stamp(List<FileEntry> files) {
        MessageDigest digest = Sha256.begin();
        files.forEach(entry -> {
            BasicFileAttributes known = entry.attributes;
            // The key is the file itself, wherever links lead today; the name depends on where the dataset begins.
            String line = entry.file.toAbsolutePath() + "\t" + entry.name + "\t" + known.fileKey() + "\t" + known.size()
                    + "\t" + known.lastModifiedTime() + "\t" + entry.change + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hash(List<FileEntry> files) throws IOException {
        MessageDigest digest = Sha256.begin();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (FileEntry entry : files) {
            String head = entry.name + "\t" + Files.size(entry.file) + "\n";
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            try (InputStream in = Files.newInputStream(entry.file)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hashes that are kept; what is no hash, or cannot be read, is computed again. */
    private Map<String, String> load() {
        Map<String, String> known = new LinkedHashMap<>();
        try {
            if (kept != null && Files.isRegularFile(kept) && Files.size(kept) <= MOST_KEPT_BYTES) {
                for (String line : Files.readAllLines(kept, StandardCharsets.ISO_8859_1)) {
                    if (KEPT.matcher(line).matches()) {
                        known.put(line.substring(0, DIGITS), line.substring(DIGITS + 1));
                    }
                }
            }
        } catch (IOException e) {
            known.clear();
        }
        return known;
    }

    /** Keeps the hashes; where that is not possible they are computed again next time. */
    private void save(Map<String, String> known) {
        if (kept == null) {
            return;
        }
        try {
            AtomicFile.writePrivate(
                    kept,
                    known.entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (UncheckedIOException | ProblemException e) {
            // A read-only home costs time, nothing else.
        }
    }

    /** A file by its name in the dataset, as the disk describes it. */
    private record FileEntry(Path file, String name, BasicFileAttributes attributes, String change) {}
}
