package marginlab.store.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** In whose hands a file is: who but this user and the administrator can write it, or put another in its place. */
final class FileTrust {
    private static final int STICKY = 01000;

    private FileTrust() {}

    /** Why a file is not in this user's hands alone; empty where it is. */
    static Optional<String> stranger(Path file) {
        Path real = file.toAbsolutePath();
        return stranger(real, "a file").or(() -> stranger(real.getParent(), "a folder"));
    }

    private static Optional<String> stranger(Path path, String what) {
        try {
            if (!Files.getFileStore(path).supportsFileAttributeView("unix")
                    && !path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                return Optional.empty();
            }
            boolean isFile = what.equals("a file");
            LinkOption[] options = isFile ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS} : new LinkOption[0];
            Map<String, Object> facts = Files.readAttributes(path, "unix:uid,owner,group,mode,permissions", options);
            String owner = facts.get("owner").toString();
            String group = facts.get("group").toString();
            @SuppressWarnings("unchecked")
            Set<PosixFilePermission> rights = (Set<PosixFilePermission>) facts.get("permissions");
            boolean isKept = !isFile && ((int) facts.get("mode") & STICKY) != 0;
            if (!isOurs((int) facts.get("uid"))) {
                return Optional.of(what + " of the user " + owner + (isFile ? "" : ": " + path));
            }
            boolean byGroup = rights.contains(PosixFilePermission.GROUP_WRITE) && !group.equals(owner);
            if (!isKept && (byGroup || rights.contains(PosixFilePermission.OTHERS_WRITE))) {
                return Optional.of(what + " that others can write to" + (isFile ? "" : ": " + path));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + path, e);
        }
    }

    private static boolean isOurs(int user) throws IOException {
        return user == 0 || user == CurrentUser.ID;
    }

    /** Asked of the system once, by a file that is made and gone: the name in the environment may be anybody's. */
    private static final class CurrentUser {
        static final int ID = id();

        private static int id() {
            try {
                Path probe = Files.createTempFile("marginlab-", "");
                try {
                    return (int) Files.getAttribute(probe, "unix:uid");
                } finally {
                    Files.delete(probe);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
