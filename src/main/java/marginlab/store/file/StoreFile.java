package marginlab.store.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import marginlab.file.AtomicMove;
import marginlab.file.PrivateFiles;
import org.h2.store.fs.FilePath;

/**
 * The files of a store as H2 sees them: {@code marginlab:/7/store.mv.db} is {@code runs/marginlab.mv.db}. A number stands in
 * the address where the path would, so that no character of a path is ever read as an option; files are made for their
 * owner alone and not opened through links.
 */
final class StoreFile extends FilePath {
    private static final String SCHEME = "marginlab";
    private static final String STEM = "/store";

    /** The paths of stores by number, each once for the life of the process. */
    private static final List<Path> PATHS = new ArrayList<>();

    static {
        register(new StoreFile());
    }

    /** The address of a store for H2, without options. */
    static String address(Path path) {
        synchronized (PATHS) {
            if (!PATHS.contains(path)) {
                PATHS.add(path);
            }
            return SCHEME + ":/" + PATHS.indexOf(path) + STEM;
        }
    }

    private Path file() {
        String rest = name.substring(SCHEME.length() + 2);
        int slash = rest.indexOf('/');
        Path path;
        synchronized (PATHS) {
            path = PATHS.get(Integer.parseInt(slash < 0 ? rest : rest.substring(0, slash)));
        }
        if (slash < 0) {
            return path.getParent();
        }
        String suffix = rest.substring(slash + STEM.length());
        if (suffix.contains("/")) {
            throw new IllegalStateException("not a file of a store: " + name);
        }
        return path.resolveSibling(path.getFileName() + suffix);
    }

    @Override
    public StoreFile getPath(String path) {
        StoreFile file = new StoreFile();
        file.name = path;
        return file;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return mode.equals("r")
                ? FileChannel.open(file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
                : PrivateFiles.open(
                        file(), Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE));
    }

    @Override
    public boolean createFile() {
        try {
            PrivateFiles.file(file());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void moveTo(FilePath newName, boolean atomicReplace) {
        try {
            if (atomicReplace) {
                AtomicMove.file(file(), ((StoreFile) newName).file());
            } else {
                Files.move(file(), ((StoreFile) newName).file());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long size() {
        try {
            return Files.size(file());
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public long lastModified() {
        try {
            return Files.getLastModifiedTime(file()).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public boolean exists() {
        return Files.exists(file(), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean isDirectory() {
        return Files.isDirectory(file());
    }

    @Override
    public boolean isRegularFile() {
        return Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean canWrite() {
        return Files.isWritable(file());
    }

    /** Its folder was made before H2 is asked for anything. */
    @Override
    public void createDirectory() {}

    @Override
    public boolean setReadOnly() {
        return false;
    }

    /** H2 looks for temporary files of its own here, and has none of this address. */
    @Override
    public List<FilePath> newDirectoryStream() {
        return List.of();
    }

    @Override
    public StoreFile toRealPath() {
        return this;
    }

    @Override
    public StoreFile getParent() {
        int slash = name.lastIndexOf('/');
        return getPath(slash > SCHEME.length() + 1 ? name.substring(0, slash) : name);
    }

    @Override
    public boolean isAbsolute() {
        return true;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }
}
