package marginlab.run.coordinate;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Small and read-only file systems, where this process may mount them. */
public final class TestMounts {
    private TestMounts() {}

    private static final boolean ALLOWED = tried();

    /** Whether this process may mount: as root, and not in every container. */
    public static boolean allowed() {
        return ALLOWED;
    }

    private static boolean tried() {
        try {
            Path folder = Files.createTempDirectory("mount");
            boolean mounted = exitCode("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString()) == 0
                    && exitCode("umount", "-l", folder.toString()) == 0;
            Files.delete(folder);
            return mounted;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public static void run(String... command) throws IOException, InterruptedException {
        if (exitCode(command) != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Makes a folder read-only: for root, who may write wherever there are files, by another one above it. */
    static void lock(Path folder) {
        try {
            if (allowed()) {
                run("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", folder.toString());
            } else {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void unlock(Path folder) throws IOException, InterruptedException {
        if (allowed()) {
            // As often as it takes: one system call may have mounted it in several places.
            while (exitCode("umount", "-l", folder.toString()) == 0) {
                continue;
            }
        } else {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Writes to a file until there is no space left. */
    static void fill(Path file) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }
}
