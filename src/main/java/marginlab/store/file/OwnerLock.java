package marginlab.store.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import marginlab.file.PrivateFiles;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * The right to write to a store: a file lock that the operating system drops when its process ends, however it ends.
 * The file says who has it: a line for a person, then the machine once readers are answered there.
 */
public final class OwnerLock implements AutoCloseable {
    /** Far past the text, for on Windows a locked range cannot be read. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    /** Begins the line that says on which machine the owner answers. */
    public static final String MACHINE = "machine ";

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** A reader that asks whether there is an owner holds the lock for a moment. */
    private static final int TRIES = 25;

    /** Locks of this process. POSIX drops a lock when its process closes any handle of the file, so we never open it twice. */
    private static final Map<Path, String> OURS = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final String owner;

    private OwnerLock(Path file, FileChannel channel, FileLock lock, String owner) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.owner = owner;
    }

    /** Takes the lock or says who has it. */
    public static OwnerLock take(Path file) {
        Path key = file.toAbsolutePath().normalize();
        String owner = "process " + ProcessHandle.current().pid() + " on " + host() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        if (OURS.putIfAbsent(key, owner) != null) {
            throw owned(key, OURS.get(key));
        }
        try {
            PrivateFiles.folder(key.getParent());
            if (Files.isSymbolicLink(key)) {
                throw new ProblemException(
                        new Problem(key.toString(), "a link", "the file that says who owns the store", "Remove it"));
            }
            FileChannel channel = PrivateFiles.open(
                    key, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            PrivateFiles.tighten(key);
            FileLock lock = channel.tryLock(LOCKED, 1, false);
            for (int i = 0; lock == null && i < TRIES; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                lock = channel.tryLock(LOCKED, 1, false);
            }
            if (lock == null) {
                channel.close();
                throw owned(key, Files.readString(key).lines().findFirst().orElse("another process"));
            }
            OwnerLock ownership = new OwnerLock(key, channel, lock, owner);
            ownership.write(owner);
            return ownership;
        } catch (IOException e) {
            OURS.remove(key);
            throw new ProblemException(
                    new Problem(
                            file.toString(),
                            e.toString(),
                            "a folder that can be written",
                            "free space, or use --store"),
                    e);
        } catch (RuntimeException e) {
            OURS.remove(key);
            throw e;
        }
    }

    /** Says that readers are answered now. */
    public void announce(String where) throws IOException {
        OURS.put(file, owner + "\n" + where);
        write(owner + "\n" + where);
    }

    /** The text of the owner that lives now. */
    public static Optional<String> owner(Path file) {
        Path key = file.toAbsolutePath().normalize();
        String ours = OURS.get(key);
        if (ours != null) {
            return Optional.of(ours);
        }
        if (!Files.exists(key, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(key, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            try (FileLock free = channel.tryLock(LOCKED, 1, true)) {
                return free != null ? Optional.empty() : Optional.of(Files.readString(key));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        channel.write(ByteBuffer.wrap(bytes), 0);
        channel.truncate(bytes.length);
    }

    @Override
    public void close() throws IOException {
        // Emptied, not deleted: a second owner could lock the deleted file while a third creates it anew.
        channel.truncate(0);
        lock.release();
        channel.close();
        OURS.remove(file);
    }

    private static ProblemException owned(Path file, String owner) {
        return new ProblemException(new Problem(
                file.toString(),
                "a store that belongs to " + owner.lines().findFirst().orElse("another process"),
                "one writer at a time",
                "Wait until it ends, or use another --store; ls, show, report and serve work meanwhile"));
    }

    /** What tells this machine from all others: its name may be another one in another shell. */
    public static String machine() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException e) {
            return host();
        }
    }

    private static String host() {
        String name = System.getenv("HOSTNAME");
        if (name != null && !name.isEmpty()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
    }
}
