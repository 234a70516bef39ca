package marginlab.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Makes folders and files of runs so that nobody but their owner can open them, from their first moment on. {@code
 * MARGINLAB_SHARE=group} or {@code all} lets others read too. What is there already keeps its rights.
 */
public final class PrivateFiles {
    /** Who else may read. */
    private enum Share {
        NOBODY("rwx------"),
        GROUP("rwxr-x---"),
        ALL("rwxr-xr-x");

        private final Set<PosixFilePermission> folder;

        Share(String folder) {
            this.folder = PosixFilePermissions.fromString(folder);
        }
    }

    private static final String VARIABLE = "MARGINLAB_SHARE";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Makes a folder and those above it that are not there. */
    public static Path folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        return Files.createDirectories(folder, attributes(share().folder));
    }

    /** Opens a file that is made where it is not there, if the options say so; never through a link. */
    public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, all, attributes(ofFiles()));
    }

    /** Makes a file that was not there. */
    public static Path file(Path file) throws IOException {
        return Files.createFile(file, attributes(ofFiles()));
    }

    /** Gives a file of this user's the rights of one that is made here: an older marginlab left them to the system. */
    public static void tighten(Path file) throws IOException {
        if (POSIX && Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(file)) {
            Set<PosixFilePermission> wanted = ofFiles();
            if (!wanted.containsAll(Files.getPosixFilePermissions(file))) {
                Files.setPosixFilePermissions(file, wanted);
            }
        }
    }

    /** Whether others than the owner may read what is made here. */
    public static boolean isShared() {
        return share() != Share.NOBODY;
    }

    private static Set<PosixFilePermission> ofFiles() {
        Set<PosixFilePermission> rights = new HashSet<>(share().folder);
        rights.removeAll(PosixFilePermissions.fromString("--x--x--x"));
        return rights;
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> rights) {
        return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }

    private static Share share() {
        String value = System.getenv(VARIABLE);
        if (value == null || value.isBlank()) {
            return Share.NOBODY;
        }
        switch (value.strip()) {
            case "group":
                return Share.GROUP;
            case "all":
                return Share.ALL;
            default:
                throw new ProblemException(new Problem(VARIABLE, value, "group or all"));
        }
    }
}
