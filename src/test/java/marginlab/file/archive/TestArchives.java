package marginlab.file.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives made by hand. */
public final class TestArchives {
    private TestArchives() {}

    /** A POSIX tar entry, header and content, as its description says. */
    public static byte[] entry(String name, char kind, String content) {
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

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    public static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(all)) {
            out.write(bytes);
        }
        return all.toByteArray();
    }

    public static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(all)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return all.toByteArray();
    }
}
