package marginlab.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import marginlab.file.FolderLockedException;
import marginlab.file.PrivateFiles;
import marginlab.file.SystemCalls;
import marginlab.problem.PrintableText;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * The right to change the run folders of a folder, whatever store their results go to: one process at a time, by a lock on
 * {@value #FILE} that the operating system drops when its process ends, however it ends.
 *
 * <p>The lock is a POSIX one on a range: NFS 4 keeps it on the server as a lease, NFS 3 by its lock daemon, so it binds all
 * machines. Where a mount keeps locks to each machine ({@code nolock}, {@code local_lock}), the owner's sign of life in the
 * same file stands in: one who finds the mark of an owner on another machine watches whether it moves before he takes over.
 * Two that start there within a moment of each other would not see it.
 *
 * <p>Who removes that file removes no owner: on Linux the folder itself is locked too, where nobody else may open it and its
 * file system has such locks, as those of this machine do and NFS does not.
 */
public final class RunsLock implements AutoCloseable {
    /** In the folder of the run folders. */
    static final String FILE = ".owner";

    /** Far past the text, for on Windows a locked range cannot be read. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private static final int TRIES = 25;
    private static final long BEAT_SECONDS = 5;
    /** A client of NFS may show a file's time as it was a few seconds ago. */
    private static final int WATCHED_SECONDS = 30;

    private static final int LONGEST_COMMAND = 200;
    private static final int LONGEST_TEXT = 4096;

    /** What this process owns. POSIX drops a lock when its process closes any handle of the file: it is never opened twice. */
    private static final Map<Path, String> OURS = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final Optional<Integer> folder;
    private final String text;
    private final Thread heart;

    private RunsLock(Path file, FileChannel channel, FileLock lock, Optional<Integer> folder, String text)
            throws IOException {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.text = text;
        this.heart = new Thread(this::beat, "owner-of-run-folders");
        heart.setDaemon(true);
        write();
        heart.start();
    }

    /**
     * Takes the run folders, which are made where there are none.
     *
     * @throws ProblemException that says who has them
     */
    public static RunsLock take(Path runs) {
        return take(runs, () -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)));
    }

    /** @param second waits for one, while it is watched whether an owner elsewhere lives */
    static RunsLock take(Path runs, Runnable second) {
        Path file;
        try {
            file = PrivateFiles.folder(runs).toRealPath().resolve(FILE);
        } catch (IOException e) {
            throw unusable(runs, e);
        }
        String text = text();
        if (OURS.putIfAbsent(file, text) != null) {
            throw owned(runs, OURS.get(file));
        }
        FileChannel channel = null;
        try {
            // Who could read it could lock it too, and keep its owner out.
            channel = PrivateFiles.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            PrivateFiles.tighten(file);
            FileLock lock = channel.tryLock(LOCKED, 1, false);
            for (int i = 0; lock == null && i < TRIES; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                lock = channel.tryLock(LOCKED, 1, false);
            }
            String before = read(channel);
            if (lock == null || isElsewhere(before) && moves(file, second)) {
                throw owned(runs, before);
            }
            Optional<Integer> folder = lockFolder(file.getParent());
            try {
                return new RunsLock(file, channel, lock, folder, text);
            } catch (IOException e) {
                folder.ifPresent(SystemCalls::unlock);
                throw e;
            }
        } catch (FolderLockedException e) {
            forget(file, channel);
            throw owned(runs, "");
        } catch (IOException e) {
            forget(file, channel);
            throw unusable(runs, e);
        } catch (RuntimeException e) {
            forget(file, channel);
            throw e;
        }
    }

    /** Who may open it could lock it too, and keep its owner out. */
    private static Optional<Integer> lockFolder(Path folder) throws IOException {
        return PrivateFiles.isOfOneUser(folder) ? SystemCalls.lock(folder) : Optional.empty();
    }

    private static void forget(Path file, FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing was written.
        } finally {
            OURS.remove(file);
        }
    }

    /** The owner may be behind a mount that keeps locks to each machine. A host that was started anew has no owner left. */
    private static boolean isElsewhere(String text) {
        Optional<ProcessIdentity> owner = text.lines().skip(1).findFirst().flatMap(ProcessIdentity::parse);
        return owner.isPresent()
                && !owner.get().isOfThisKernel()
                && !owner.get().hostName().equals(ProcessIdentity.here().hostName());
    }

    private static boolean moves(Path file, Runnable second) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        for (int i = 0; i < WATCHED_SECONDS; i++) {
            second.run();
            if (!Files.getLastModifiedTime(file).equals(before)) {
                return true;
            }
        }
        return false;
    }

    private static String text() {
        String command = System.getProperty("sun.java.command", "");
        String start = command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "..." : command;
        ProcessIdentity here = ProcessIdentity.here();
        return "process " + here.pid() + " of " + System.getProperty("user.name") + " on " + here.hostName() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS)
                + (start.isBlank() ? "" : " (" + PrintableText.of(start) + ")")
                + "\n" + here.text() + "\n";
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TEXT);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private void write() throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        channel.truncate(bytes.length);
        channel.write(ByteBuffer.wrap(bytes), 0);
    }

    private void beat() {
        while (channel.isOpen()) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(BEAT_SECONDS));
            synchronized (this) {
                if (channel.isOpen()) {
                    try {
                        write();
                    } catch (IOException e) {
                        // A full disk: the lock itself stands.
                    }
                }
            }
        }
    }

    private static ProblemException owned(Path runs, String owner) {
        return new ProblemException(new Problem(
                runs.toString(),
                "run folders that " + owner.lines().findFirst().orElse("another process") + " works on",
                "run folders that no other process is using",
                "Wait for it or stop it, or use other --runs; 'ls', 'show', 'report' and 'serve' work meanwhile"));
    }

    private static ProblemException unusable(Path runs, IOException e) {
        return new ProblemException(
                new Problem(
                        runs.toString(),
                        String.valueOf(e.getMessage()),
                        "a folder that can be written and locked",
                        "Free some space, correct its permissions, or use other --runs"),
                e);
    }

    /** Lets go; an empty file says that its owner went of his own accord. */
    @Override
    public synchronized void close() {
        try {
            channel.truncate(0);
            lock.release();
        } catch (IOException e) {
            // The lock goes with the channel.
        } finally {
            forget(file, channel);
            folder.ifPresent(SystemCalls::unlock);
            LockSupport.unpark(heart);
        }
    }
}
