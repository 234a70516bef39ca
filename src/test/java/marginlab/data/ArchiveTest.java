package marginlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import marginlab.experiment.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveTest {
    @TempDir
    private Path folder;

    @Test
    void unpacksZipAndTar() throws IOException {
        String deep = "d/".repeat(60) + "deep.txt";
        byte[] tar = join(
                entry("a/one.txt", '0', "eins"),
                entry("a/", '5', ""),
                entry("a/link", '2', ""),
                entry("././@LongLink", 'L', deep + "\0"),
                entry("cut", '0', "tief"),
                new byte[1024]);
        unpack("x.tar", tar);
        unpack("x.tgz", gzip(tar));
        unpack("x.zip", zip("a/one.txt", "eins"));
        for (String kind : new String[] {"tar", "tgz", "zip"}) {
            assertThat(folder.resolve(kind).resolve("a/one.txt")).hasContent("eins");
            assertThat(folder.resolve(kind).resolve("a/link")).doesNotExist();
        }
        assertThat(folder.resolve("tar").resolve(deep)).hasContent("tief");
    }

    @Test
    void neverWritesOutsideItsFolder() throws IOException {
        for (String name : new String[] {"../out.txt", "a/../../out.txt", "/tmp/marginlab-out.txt"}) {
            byte[] tar = join(entry(name, '0', "x"), new byte[1024]);
            assertThatThrownBy(() -> unpack("x.tar", tar))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("an entry '" + name + "'");
            byte[] zip = zip(name, "x");
            assertThatThrownBy(() -> unpack("x.zip", zip))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("names inside the folder");
        }
        assertThat(folder.resolve("out.txt")).doesNotExist();
    }

    @Test
    void stopsAtABomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 70; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertThatThrownBy(() -> unpack("x.zip", bytes.toByteArray()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("grows more than 200 times");
    }

    @Test
    void saysThatAnArchiveIsDamaged() throws IOException {
        byte[] tar = join(entry("a.txt", '0', "x".repeat(600)), new byte[1024]);
        for (int length : new int[] {100, 700}) {
            assertThatThrownBy(() -> unpack("x.tar", Arrays.copyOf(tar, length)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("a damaged archive");
        }
        byte[] noSize = tar.clone();
        noSize[124] = 'x';
        assertThatThrownBy(() -> unpack("x.tar", noSize)).hasMessageContaining("no size in a header");
        byte[] cut = Arrays.copyOf(gzip(tar), 30);
        assertThatThrownBy(() -> unpack("x.tgz", cut)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> unpack("x.tgz", tar)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> unpack("x.rar", tar)).hasMessageContaining("an archive of unknown kind");
    }

    private void unpack(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        Archive.unpack(file, folder.resolve(name.substring(2)));
    }

    /** A POSIX tar entry, header and content, as its description says. */
    private static byte[] entry(String name, char kind, String content) {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        byte[] block = new byte[512 + (body.length + 511) / 512 * 512];
        put(block, 0, name);
        put(block, 124, String.format(Locale.ROOT, "%011o", body.length));
        block[156] = (byte) kind;
        put(block, 257, "ustar");
        System.arraycopy(body, 0, block, 512, body.length);
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(all)) {
            out.write(bytes);
        }
        return all.toByteArray();
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(all)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return all.toByteArray();
    }
}
