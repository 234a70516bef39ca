package marginlab.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
        NOBODY("rwx------", "077"),
        GROUP("rwxr-x---", "027"),
        ALL("rwxr-xr-x", "022");

        private final Set<PosixFilePermission> folder;
        private final String umask;

        Share(String folder, String umask) {
            this.folder = PosixFilePermissions.fromString(folder);
            this.umask = umask;
        }
    }

    private static final String VARIABLE = "MARGINLAB_SHARE";
    private static final Path SHELL = Path.of("/bin/sh");
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

    /** Writes a file anew. */
    public static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }

    /** What a shell says so that all that it makes gets these rights. */
    public static String umask() {
        return "umask " + share().umask;
    }

    /**
     * The command of a process whose every folder and file gets these rights too, those that libraries make among them. It is
     * the same process: the shell that sets its umask becomes it.
     */
    public static List<String> command(List<String> command) {
        if (!POSIX || !Files.isExecutable(SHELL)) {
            return command;
        }
        List<String> all =
                new ArrayList<>(List.of(SHELL.toString(), "-c", umask() + "; exec \"$@\"", SHELL.toString()));
        all.addAll(command);
        return all;
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

    /** Whether nobody but its owner may open a folder. */
    public static boolean isOfOneUser(Path folder) throws IOException {
        return POSIX && Share.NOBODY.folder.containsAll(Files.getPosixFilePermissions(folder));
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
