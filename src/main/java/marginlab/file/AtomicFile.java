package marginlab.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import marginlab.problem.FileProblem;

/**
 * A file that is written beside its place as {@code NAME.part}, brought to the disk, and stands there only once it is whole.
 *
 * <p>What is no file but a device or a pipe, such as {@code /dev/stdout}, is written to as it is.
 */
public final class AtomicFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    /** Ends the name of a file that is being written. */
    public static final String PART = ".part";

    private static final Set<StandardOpenOption> ANEW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    private static final Set<Path> DEVICES = Set.of(Path.of("/dev"), Path.of("/proc"));

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final OutputStream out;
    private long written;
    private boolean moved;

    /** A file with the rights that the system gives to files of this user. */
    public AtomicFile(Path target) {
        this(target, isDevice(target) ? target : target.resolveSibling(target.getFileName() + PART), false);
    }

    private AtomicFile(Path target, Path part, boolean isPrivate) {
        this.target = target;
        this.part = part;
        try {
            Path folder = target.toAbsolutePath().getParent();
            if (folder != null && isPrivate) {
                PrivateFiles.folder(folder);
            } else if (folder != null) {
                Files.createDirectories(folder);
            }
            channel = isPrivate ? PrivateFiles.open(part, ANEW) : FileChannel.open(part, options(part.equals(target)));
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
        out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    }

    /** A link that somebody laid where a file is to be written is not followed; that of a device is the system's. */
    private static Set<OpenOption> options(boolean isDevice) {
        Set<OpenOption> options = new HashSet<>(isDevice ? Set.of(StandardOpenOption.WRITE) : ANEW);
        if (!isDevice) {
            options.add(LinkOption.NOFOLLOW_LINKS);
        }
        return options;
    }

    private static boolean isDevice(Path target) {
        Path place = target.toAbsolutePath().normalize();
        return DEVICES.stream().anyMatch(place::startsWith)
                || Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
    }

    /** Writes a text in UTF-8, whole or not at all. */
    public static void write(Path target, String text) {
        write(new AtomicFile(target), text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a text in UTF-8 that no other user can open, as {@link PrivateFiles} says. Several processes can write it at once: it
     * is the one's or the other's.
     */
    public static void writePrivate(Path target, String text) {
        writePrivate(target, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of bytes. */
    public static void writePrivate(Path target, byte[] bytes) {
        write(
                new AtomicFile(
                        target,
                        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + PART),
                        true),
                bytes);
    }

    private static void write(AtomicFile opened, byte[] bytes) {
        try (AtomicFile file = opened) {
            file.write(bytes);
            file.finish();
            file.move();
        }
    }

    /** How many bytes have been written: the offset of the next one. */
    public long offset() {
        return written;
    }

    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    public void write(byte[] bytes, int from, int count) {
        try {
            out.write(bytes, from, count);
            written += count;
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    /** Writes what remains of a buffer. */
    public void write(ByteBuffer buffer) {
        try {
            out.flush();
            while (buffer.hasRemaining()) {
                written += channel.write(buffer);
            }
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    public void write(int oneByte) {
        try {
            out.write(oneByte);
            written++;
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    /** Overwrites what was written at an offset. */
    public void patch(byte[] bytes, long offset) {
        try {
            out.flush();
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer, offset + buffer.position());
            }
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    /** Brings everything to the disk; the file still has its other name. */
    public void finish() {
        try {
            out.flush();
            if (!part.equals(target)) {
                channel.force(true);
            }
            channel.close();
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    /** Gives the finished file its name, in one step. */
    public void move() {
        try {
            if (!part.equals(target)) {
                AtomicMove.file(part, target);
            }
            moved = true;
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }

    /** Drops what was written unless it has been moved to its place. */
    @Override
    public void close() {
        if (moved) {
            return;
        }
        try {
            channel.close();
            if (!part.equals(target)) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw FileProblem.unwritable(target, e);
        }
    }
}
