package marginlab.run.launch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Files of a folder as they travel between machines. */
final class ZippedFiles {
    private ZippedFiles() {}

    /** The files of a folder and of those in it that are chosen, as a zip; links are left out. */
    static byte[] of(Path folder, Predicate<Path> chosen) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);
                Stream<Path> tree = Files.walk(folder)) {
            List<Path> files = tree.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(chosen)
                    .toList();
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return bytes.toByteArray();
    }

    /**
     * Puts them into a folder.
     *
     * @param growing whether what is there of a file stays, and the new follows it
     */
    static void unpack(byte[] files, Path folder, Predicate<Path> growing) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(files), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("a file outside the run folder: " + entry.getName());
                }
                Files.createDirectories(file.getParent());
                if (growing.test(file)) {
                    Files.write(file, zip.readAllBytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                } else {
                    Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
