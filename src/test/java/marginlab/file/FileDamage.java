package marginlab.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import marginlab.problem.ProblemException;
import marginlab.random.CounterRandom;

/** What can happen to a file, and how a reader must take it: it reads, or says what is wrong and where, in little memory. */
public final class FileDamage {
    /** What reading a file of some KB may allocate; the table of an index or a decoder's canvas take a few MB. */
    private static final long MOST_BYTES = 200L * 1024 * 1024;

    /** Some thousand times what the slowest takes. */
    private static final int HUNG_SECONDS = 60;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private FileDamage() {}

    /**
     * Reads a file as it was damaged in so many ways, cut at every byte of its beginning and end and at a hundred places between, and
     * with something else in its place; then mends it.
     */
    public static void survives(Path file, int rounds, Runnable reading) throws IOException {
        byte[] good = Files.readAllBytes(file);
        reading.run();
        for (int round = 0; round < rounds; round++) {
            Files.write(file, of(good, round));
            survives(file + " with damage " + round, reading);
        }
        int end = good.length - 50;
        int stride = Math.max(97, good.length / 100);
        for (int cut = 0; cut < good.length; cut = cut < 200 || cut >= end ? cut + 1 : Math.min(end, cut + stride)) {
            Files.write(file, Arrays.copyOf(good, cut));
            survives(file + " cut at byte " + cut, reading);
        }
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        survives(file + " as a device without end", reading);
        Files.delete(file);
        Files.createSymbolicLink(file, file.getFileName());
        survives(file + " as a link to itself", reading);
        Files.delete(file);
        Files.createDirectory(file);
        survives(file + " as a folder", reading);
        Files.delete(file);
        Files.write(file, good);
    }

    /**
     * Whether a reading ends, well or with problems that have a place, without taking much memory.
     *
     * @param damage names the seed, so that a failure can be made again
     */
    public static void survives(String damage, Runnable reading) {
        FutureTask<Void> task = new FutureTask<>(() -> read(damage, reading), null);
        Thread thread = new Thread(task, damage);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(HUNG_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            AssertionError hung = new AssertionError(damage + ": no end in " + HUNG_SECONDS + " seconds");
            hung.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            throw hung;
        } catch (ExecutionException e) {
            throw new AssertionError(damage + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void read(String damage, Runnable reading) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            reading.run();
        } catch (ProblemException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.place()).isNotBlank());
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated, %s", damage)
                .isLessThan(MOST_BYTES);
    }

    /** One to three changes: another byte, a piece cut out, a piece doubled, an end cut off. */
    public static byte[] of(byte[] good, int round) {
        CounterRandom draw = new CounterRandom(20, round);
        byte[] bytes = good.clone();
        for (int change = draw.below(3); change >= 0 && bytes.length > 1; change--) {
            int at = draw.below(bytes.length);
            int count = Math.min(bytes.length - at, 1 + draw.below(8));
            switch (draw.below(5)) {
                case 0 -> bytes[at] = (byte) draw.next();
                case 1 -> bytes[at] ^= (byte) (1 << draw.below(8));
                case 2 -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + count, bytes.length));
                case 3 -> bytes = joined(Arrays.copyOf(bytes, at + count), Arrays.copyOfRange(bytes, at, bytes.length));
                default -> bytes = Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] bytes = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, bytes, head.length, tail.length);
        return bytes;
    }
}
