package marginlab.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import marginlab.file.AtomicMove;

/**
 * Where the engine library unpacks its native code for a user without a home: it would take {@code /tmp/.djl.ai}, which
 * anybody could have made first, and load what it finds there.
 */
final class NativesFolder {
    /** A name of DJL's. */
    static final String VARIABLE = "DJL_CACHE_DIR";

    private NativesFolder() {}

    /** Says to the library which folder to take, unless the user has said it or has a home. */
    static void choose() {
        boolean isSaid = System.getenv(VARIABLE) != null || System.getProperty(VARIABLE) != null;
        if (!isSaid) {
            instead(Path.of(System.getProperty("user.home")), Path.of(System.getProperty("java.io.tmpdir")))
                    .ifPresent(folder -> System.setProperty(VARIABLE, folder.toString()));
        }
    }

    /**
     * A folder that this user alone can open; the same one the next time, unless somebody else has taken its name.
     *
     * @param home of the user
     * @param temporary the folder that all users share
     */
    static Optional<Path> instead(Path home, Path temporary) {
        if (Files.isWritable(home)) {
            return Optional.empty();
        }
        try {
            Path fresh = Files.createTempDirectory(temporary, "marginlab-natives-");
            if (!Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                return Optional.of(fresh);
            }
            String user = Files.getOwner(fresh).getName();
            Path kept = temporary.resolve("marginlab-natives-of-" + user.replaceAll("[^A-Za-z0-9_.-]", "_"));
            try {
                AtomicMove.folder(fresh, kept);
                return Optional.of(kept);
            } catch (FileSystemException e) {
                // Something has that name.
            }
            if (isOf(user, kept)) {
                Files.delete(fresh);
                return Optional.of(kept);
            }
            return Optional.of(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for native code: set " + VARIABLE, e);
        }
    }

    private static boolean isOf(String user, Path folder) throws IOException {
        PosixFileAttributes facts = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return facts.isDirectory()
                && facts.owner().getName().equals(user)
                && Set.of(
                                PosixFilePermission.OWNER_READ,
                                PosixFilePermission.OWNER_WRITE,
                                PosixFilePermission.OWNER_EXECUTE)
                        .equals(facts.permissions());
    }
}
