package marginlab.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A {@code .zip}, {@code .tar}, {@code .tar.gz} or {@code .tgz} that is unpacked into a folder and nowhere else.
 *
 * <p>Entries that would leave the folder are problems; links and devices are passed over. What unpacks to far more than it
 * was is taken for a bomb.
 */
final class Archive {
    private static final int BLOCK = 512;
    private static final int BUFFER_BYTES = 1 << 16;
    /** Deflate packs at most 1,032 to 1; photos hardly at all, lists 20 to 1. */
    private static final long MOST_GROWTH = 200;

    private static final long ALWAYS_ALLOWED = 64L * 1024 * 1024;
    private static final int MOST_ENTRIES = 20_000_000;
    private static final int LONGEST_NAME = 4096;

    private final Path file;
    private final Path folder;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bytesLeft;
    private int entriesLeft = MOST_ENTRIES;

    private Archive(Path file, Path folder) throws IOException {
        this.file = file;
        this.folder = folder.toAbsolutePath().normalize();
        this.bytesLeft = Math.max(ALWAYS_ALLOWED, Math.multiplyExact(MOST_GROWTH, Files.size(file)));
    }

    /** Unpacks an archive; its name tells its kind. */
    static void unpack(Path file, Path folder) {
        RegularFile.size(file);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            Archive archive = new Archive(file, folder);
            if (name.endsWith(".zip")) {
                archive.zip(in);
            } else if (name.endsWith(".tgz") || name.endsWith(".tar.gz")) {
                archive.tar(new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES));
            } else if (name.endsWith(".tar")) {
                archive.tar(in);
            } else {
                throw Broken.at(file.toString(), "an archive of unknown kind", ".zip, .tar, .tar.gz or .tgz");
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw Broken.at(file.toString(), "a damaged archive (" + e.getMessage() + ")", "a whole one");
        } catch (IOException e) {
            throw Broken.io(file, e);
        }
    }

    private void zip(InputStream in) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = target(entry.getName());
                if (entry.isDirectory()) {
                    copy(zip, OutputStream.nullOutputStream(), Long.MAX_VALUE);
                } else {
                    write(zip, target, Long.MAX_VALUE);
                }
            }
        }
    }

    /** Reads the headers of POSIX and GNU tar; of the extensions only long names are known. */
    private void tar(InputStream in) throws IOException {
        String longName = "";
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isZero(header)) {
                return;
            }
            if (header.length < BLOCK) {
                throw new EOFException("it ends inside a header");
            }
            long size = octal(header, 124, 12);
            char kind = (char) header[156];
            if (kind == 'L') {
                longName = text(in.readNBytes((int) Math.min(size, LONGEST_NAME)), 0, LONGEST_NAME);
                skip(in, padded(size) - Math.min(size, LONGEST_NAME));
                continue;
            }
            String prefix = text(header, 345, 155);
            String name = longName.isEmpty()
                    ? (prefix.isEmpty() || header[257] != 'u' ? "" : prefix + "/") + text(header, 0, 100)
                    : longName;
            longName = "";
            if (kind == '0' || kind == 0) {
                write(in, target(name), size);
                skip(in, padded(size) - size);
            } else {
                skip(in, padded(size));
            }
        }
    }

    private Path target(String name) {
        if (--entriesLeft < 0) {
            throw Broken.at(file.toString(), "more than " + MOST_ENTRIES + " entries", "an archive of a dataset");
        }
        Path target = folder.resolve(name).normalize();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !target.startsWith(folder)) {
            throw Broken.at(file.toString(), "an entry '" + name + "'", "names inside the folder it is unpacked into");
        }
        return target;
    }

    /** The file of an entry; its name may be too long for the disk, or that of a folder of another entry. */
    private OutputStream create(Path target) throws IOException {
        try {
            Files.createDirectories(target.getParent());
            return Files.newOutputStream(target);
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
            throw Broken.at(
                    file.toString(),
                    "an entry '" + folder.relativize(target) + "' that cannot be written (" + reason + ")",
                    "a name that is free, in a folder that can be written");
        }
    }

    private void write(InputStream in, Path target, long size) throws IOException {
        try (OutputStream out = create(target)) {
            if (copy(in, out, size) < size && size != Long.MAX_VALUE) {
                throw new EOFException("it ends inside " + target.getFileName());
            }
        }
    }

    /** What is passed over is unpacked too. */
    private void skip(InputStream in, long size) throws IOException {
        if (copy(in, OutputStream.nullOutputStream(), size) < size) {
            throw new EOFException("it ends inside what belongs to no file");
        }
    }

    private long copy(InputStream in, OutputStream out, long most) throws IOException {
        long copied = 0;
        while (copied < most) {
            int n = in.read(buffer, 0, (int) Math.min(most - copied, buffer.length));
            if (n < 0) {
                break;
            }
            copied += n;
            bytesLeft -= n;
            if (bytesLeft < 0) {
                throw Broken.at(
                        file.toString(),
                        "an archive that grows more than " + MOST_GROWTH + " times",
                        "photos and lists");
            }
            out.write(buffer, 0, n);
        }
        return copied;
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < Math.min(block.length, from + length) && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] block, int from, int length) throws ZipException {
        String digits = text(block, from, length).strip();
        if (!digits.matches("[0-7]{1,12}")) {
            throw new ZipException("no size in a header");
        }
        return Long.parseLong(digits, 8);
    }
}
