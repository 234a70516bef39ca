package marginlab.file.archive;

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
import marginlab.file.RegularFile;
import marginlab.problem.FileProblem;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * A {@code .zip}, {@code .tar}, {@code .tar.gz} or {@code .tgz} that is unpacked into a folder and nowhere else.
 *
 * <p>Entries that would leave the folder are problems; links and devices are passed over. What unpacks to far more than it
 * was is taken for a bomb.
 */
public final class ArchiveFile {
    private static final int BLOCK = 512;
    private static final int BUFFER_BYTES = 1 << 16;
    /** Deflate packs at most 1,032 to 1; photos hardly at all, lists 20 to 1. */
    private static final long MOST_GROWTH = 200;

    private static final long ALWAYS_ALLOWED = 64L * 1024 * 1024;
    private static final int MOST_ENTRIES = 20_000_000;
    private static final int LONGEST_NAME = 4096;
    /** The headers of one entry are held in memory: a name, and what the extensions of POSIX say beside it. */
    private static final long LONGEST_HEADER = 1 << 20;

    private final Path file;
    private final Path folder;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final long most;
    private long unpacked;
    private int entriesLeft = MOST_ENTRIES;

    private ArchiveFile(Path file, Path folder) throws IOException {
        this.file = file;
        this.folder = folder.toAbsolutePath().normalize();
        this.most = Math.max(ALWAYS_ALLOWED, Math.multiplyExact(MOST_GROWTH, Files.size(file)));
    }

    /** Unpacks an archive; its name tells its kind. */
    public static void unpack(Path file, Path folder) {
        RegularFile.size(file);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            ArchiveFile archive = new ArchiveFile(file, folder);
            if (name.endsWith(".zip")) {
                archive.zip(in);
            } else if (name.endsWith(".tgz") || name.endsWith(".tar.gz")) {
                archive.tar(new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES));
            } else if (name.endsWith(".tar")) {
                archive.tar(in);
            } else {
                throw FileProblem.at(file.toString(), "an archive of unknown kind", ".zip, .tar, .tar.gz or .tgz");
            }
        } catch (FileSystemException e) {
            throw FileProblem.io(file, e);
        } catch (IOException | IllegalArgumentException e) {
            throw FileProblem.at(file.toString(), "a damaged archive (" + e.getMessage() + ")", "a whole one");
        }
    }

    private void zip(InputStream in) throws IOException {
        try (ZipArchiveInputStream zip = new ZipArchiveInputStream(in, StandardCharsets.UTF_8.name(), true, true)) {
            for (ZipArchiveEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!zip.canReadEntryData(entry)) {
                    throw FileProblem.at(
                            file.toString(),
                            "an entry '" + entry.getName() + "' that is encrypted or packed in a way of its own",
                            "one that every program unpacks");
                }
                Path target = target(entry.getName());
                if (entry.isDirectory() || entry.isUnixSymlink()) {
                    copy(zip, OutputStream.nullOutputStream(), target);
                } else {
                    write(zip, target);
                }
            }
        }
    }

    private void tar(InputStream in) throws IOException {
        Bounded bounded = new Bounded(in);
        TarArchiveInputStream tar = new TarArchiveInputStream(bounded, StandardCharsets.UTF_8.name());
        while (true) {
            bounded.left = LONGEST_HEADER;
            TarArchiveEntry entry = tar.getNextEntry();
            bounded.left = Long.MAX_VALUE;
            if (entry == null) {
                break;
            }
            if (isFile(entry)) {
                write(tar, target(entry.getName()));
            }
            // Also what is passed over is unpacked, and counts.
            copy(tar, OutputStream.nullOutputStream(), folder);
        }
        if (bounded.read % BLOCK != 0) {
            throw new EOFException("it ends inside a header");
        }
    }

    private static boolean isFile(TarArchiveEntry entry) {
        return switch (entry.getLinkFlag()) {
            case TarConstants.LF_NORMAL,
                    TarConstants.LF_OLDNORM,
                    TarConstants.LF_CONTIG,
                    TarConstants.LF_GNUTYPE_SPARSE -> !entry.isDirectory();
            default -> false;
        };
    }

    /** Counts what is read, and ends a header that would fill the memory. */
    private final class Bounded extends InputStream {
        private final InputStream in;
        private long read;
        private long left = Long.MAX_VALUE;

        Bounded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            int n = in.read(bytes, from, count);
            if (n > 0) {
                read += n;
                left -= n;
                grow(read);
            }
            if (left < 0) {
                throw FileProblem.at(
                        file.toString(),
                        "an entry whose header is longer than " + LONGEST_HEADER + " bytes",
                        "a name and what belongs to it");
            }
            return n;
        }
    }

    private Path target(String name) {
        if (--entriesLeft < 0) {
            throw FileProblem.at(file.toString(), "more than " + MOST_ENTRIES + " entries", "an archive of a dataset");
        }
        Path target = folder.resolve(name).normalize();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !target.startsWith(folder)) {
            throw FileProblem.at(
                    file.toString(), "an entry '" + name + "'", "names inside the folder it is unpacked into");
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
            throw FileProblem.at(
                    file.toString(),
                    "an entry '" + folder.relativize(target) + "' that cannot be written (" + reason + ")",
                    "a name that is free, in a folder that can be written");
        }
    }

    private void write(InputStream in, Path target) throws IOException {
        try (OutputStream out = create(target)) {
            copy(in, out, target);
        }
    }

    private void copy(InputStream in, OutputStream out, Path target) throws IOException {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            unpacked += n;
            grow(unpacked);
            try {
                out.write(buffer, 0, n);
            } catch (IOException e) {
                throw FileProblem.io(target, e);
            }
        }
    }

    /** A sparse file grows where nothing is read, a header where nothing is written. */
    private void grow(long bytes) {
        if (bytes > most) {
            throw FileProblem.at(
                    file.toString(), "an archive that grows more than " + MOST_GROWTH + " times", "photos and lists");
        }
    }
}
