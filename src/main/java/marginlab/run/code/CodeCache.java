package marginlab.run.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import marginlab.file.FolderTree;
import marginlab.file.OwnTemporary;
import marginlab.file.PrivateFiles;
import marginlab.file.UserCache;

/**
 * Copies of classes for what is no sweep: {@code serve} and the like, which may have no run folders or none that they may write
 * to. Copies that nobody runs from any more are removed when the next one is asked for.
 *
 * @param folder of this user alone
 */
record CodeCache(Path folder) {
    /** Marks a copy as used. */
    interface Holding {
        void hold(CodeCopy copy) throws IOException;
    }

    /** Where this user's programs keep such things, unless it is another user's, as after {@code sudo}. */
    static CodeCache ofUser() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path folder;
        try {
            folder = PrivateFiles.folder(UserCache.folder());
        } catch (IOException e) {
            return new CodeCache(OwnTemporary.folder("code", temporary));
        }
        return new CodeCache(isOurs(folder) ? folder : OwnTemporary.folder("code", temporary));
    }

    private static boolean isOurs(Path folder) throws IOException {
        Path probe;
        try {
            probe = Files.createTempFile(folder, ".new-", "");
        } catch (IOException e) {
            return false;
        }
        try {
            return Files.getOwner(probe).equals(Files.getOwner(folder));
        } finally {
            Files.delete(probe);
        }
    }

    CodeCopy copy(String classPath, String commit, Holding holding) throws IOException {
        return OwnCode.alone(folder, () -> {
            CodeCopy copy = CodeCopy.of(folder, classPath, commit);
            holding.hold(copy);
            for (Path stale : StaleCode.in(folder, Optional.of(copy.folder()))) {
                FolderTree.delete(stale);
            }
            return copy;
        });
    }
}
