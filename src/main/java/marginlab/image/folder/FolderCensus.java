package marginlab.image.folder;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import marginlab.file.LinkedFolders;
import marginlab.file.SystemEntry;
import marginlab.image.decode.ImageNames;
import marginlab.image.folder.SkippedEntries.Kind;
import marginlab.problem.FileProblem;

/**
 * Counts what lies in a dataset's folder and is not part of the dataset, so that everything in it is used or spoken of. It knows
 * nothing of how formats choose: what they use is told.
 */
public final class FolderCensus extends SimpleFileVisitor<Path> {
    /** Folders in each other; no dataset has as many. */
    private static final int DEEPEST = 64;

    private final Path home;
    private final Set<Path> used = new HashSet<>();
    private final boolean isByPerson;
    private final LinkedFolders links = new LinkedFolders();
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, TreeSet<String>> first = new EnumMap<>(Kind.class);
    /** Of each folder on the way, whether it holds an image that is used, or folders. */
    private final Deque<boolean[]> way = new ArrayDeque<>();

    private FolderCensus(Path home, Collection<Path> used, boolean isByPerson) {
        this.home = home;
        this.isByPerson = isByPerson;
        used.forEach(file -> this.used.add(file.toAbsolutePath().normalize()));
    }

    /**
     * What is passed over in a folder.
     *
     * @param used files and folders that are part of the dataset
     * @param isByPerson whether images are used where they lie in somebody's folder, not where a list names them
     */
    public static List<SkippedEntries> of(Path folder, Collection<Path> used, boolean isByPerson) {
        FolderCensus census = new FolderCensus(folder, used, isByPerson);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, census);
        } catch (IOException e) {
            throw FileProblem.io(folder, e);
        }
        List<SkippedEntries> all = new ArrayList<>();
        census.counts.forEach(
                (kind, count) -> all.add(new SkippedEntries(kind, count, List.copyOf(census.first.get(kind)))));
        return all;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (!folder.equals(home)) {
            if (SystemEntry.is(folder)) {
                count(Kind.SYSTEM, folder);
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (isUsed(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            way.peek()[1] = true;
        }
        links.follow(folder);
        way.push(new boolean[2]);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (SystemEntry.is(file)) {
            count(Kind.SYSTEM, file);
        } else if (isUsed(file)) {
            way.peek()[0] = true;
        } else if (attributes.isRegularFile() && ImageNames.isRead(file)) {
            count(isByPerson ? Kind.NOBODY : Kind.UNLISTED, file);
        } else {
            count(attributes.isRegularFile() && ImageNames.isOther(file) ? Kind.UNREAD : Kind.OTHER, file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (SystemEntry.is(file)) {
            count(Kind.SYSTEM, file);
        } else if (!(e instanceof FileSystemLoopException)) {
            throw e;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
        if (e != null) {
            throw e;
        }
        boolean[] content = way.pop();
        boolean isLeaf = !content[1];
        if (isByPerson && isLeaf && !content[0] && !folder.equals(home)) {
            count(Kind.EMPTY, folder);
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isUsed(Path path) {
        return used.contains(path.toAbsolutePath().normalize());
    }

    private void count(Kind kind, Path entry) {
        counts.merge(kind, 1L, Long::sum);
        TreeSet<String> names = first.computeIfAbsent(kind, k -> new TreeSet<>());
        names.add(home.relativize(entry).toString().replace('\\', '/'));
        if (names.size() > SkippedEntries.NAMED) {
            names.pollLast();
        }
    }
}
