package marginlab.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import marginlab.file.PrivateFiles;
import marginlab.store.record.TrialEvent;

/**
 * The journal of a run, open for appending: one line of JSON an event, handed to the operating system at once, and forced
 * to the disk at the end of each epoch and at each event that is not a measurement. Held by one process at a time.
 */
public final class Journal implements AutoCloseable {
    /** Far past the text, for on Windows a locked range cannot be read. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private final FileChannel channel;
    private final FileLock lock;

    private Journal(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws JournalHeldException when another process has not let go of it after this time */
    public static Journal open(Path file, long patienceSeconds) throws IOException {
        FileChannel channel = PrivateFiles.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        try {
            Journal journal = new Journal(channel, lock(channel, file, patienceSeconds));
            if (channel.size() > 0) {
                // What a killed process left without an end becomes a line of its own, so that it spoils no other.
                journal.write("\n");
            }
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock lock(FileChannel channel, Path file, long patienceSeconds) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > end) {
                throw new JournalHeldException(file);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    public synchronized void append(TrialEvent event) throws IOException {
        write(EventJson.of(event) + "\n");
        if (!(event instanceof TrialEvent.Measured measured) || measured.isOfEpoch()) {
            channel.force(false);
        }
    }

    /** A sign of life where there is no event: an empty line, which readers pass over. */
    public synchronized void breathe() throws IOException {
        write("\n");
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
