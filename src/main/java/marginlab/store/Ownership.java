package marginlab.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/**
 * The right to write to a store: a file lock that the operating system drops when its process ends, however it ends.
 * The file says who has it: a line for a person, then the address of the database server once there is one.
 */
final class Ownership implements AutoCloseable {
    /** Far past the text, for on Windows a locked range cannot be read. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    /** A reader that asks whether there is an owner holds the lock for a moment. */
    private static final int TRIES = 25;

    /** Locks of this process. POSIX drops a lock when its process closes any handle of the file, so we never open it twice. */
    private static final Map<Path, String> OURS = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final String owner;

    private Ownership(Path file, FileChannel channel, FileLock lock, String owner) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.owner = owner;
    }

    /** Takes the lock or says who has it. */
    static Ownership take(Path file) {
        Path key = file.toAbsolutePath().normalize();
        String owner = "process " + ProcessHandle.current().pid() + " on " + host() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        if (OURS.putIfAbsent(key, owner) != null) {
            throw owned(key, OURS.get(key));
        }
        try {
            Files.createDirectories(key.getParent());
            FileChannel channel =
                    FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(LOCKED, 1, false);
            for (int i = 0; lock == null && i < TRIES; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                lock = channel.tryLock(LOCKED, 1, false);
            }
            if (lock == null) {
                channel.close();
                throw owned(key, Files.readString(key).lines().findFirst().orElse("another process"));
            }
            Ownership ownership = new Ownership(key, channel, lock, owner);
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

    /** Says where readers find the database while it is owned. */
    void announce(String url) throws IOException {
        OURS.put(file, owner + "\n" + url);
        write(owner + "\n" + url);
    }

    /** The text of the owner that lives now. */
    static Optional<String> owner(Path file) {
        Path key = file.toAbsolutePath().normalize();
        String ours = OURS.get(key);
        if (ours != null) {
            return Optional.of(ours);
        }
        if (!Files.exists(key)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(key, StandardOpenOption.READ)) {
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
