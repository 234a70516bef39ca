package marginlab.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Folders of a user without a home in the one that all users share, where anybody may have made something first. */
public final class OwnTemporary {
    private OwnTemporary() {}

    /**
     * A folder that this user alone can open; the same one the next time. Where somebody else has taken its name it is one for
     * this process, which removes it at its end.
     *
     * @param what is kept in it: a part of its name
     * @param temporary the folder that all users share
     */
    public static Path folder(String what, Path temporary) throws IOException {
        Path fresh = Files.createTempDirectory(temporary, "marginlab-" + what + "-");
        if (!Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            return removedAtEnd(fresh);
        }
        String user = Files.getOwner(fresh).getName();
        Path kept = temporary.resolve("marginlab-" + what + "-of-" + user.replaceAll("[^A-Za-z0-9_.-]", "_"));
        try {
            AtomicMove.folder(fresh, kept);
            return kept;
        } catch (FileSystemException e) {
            // Something has that name.
        }
        if (isOf(user, kept)) {
            Files.delete(fresh);
            return kept;
        }
        return removedAtEnd(fresh);
    }

    private static Path removedAtEnd(Path folder) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                FolderTree.delete(folder);
                            } catch (IOException | UncheckedIOException e) {
                                // The system empties its temporary folder.
                            }
                        },
                        "own-temporary-folder"));
        return folder;
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
