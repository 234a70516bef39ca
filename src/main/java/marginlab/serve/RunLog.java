package marginlab.serve;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import marginlab.file.LinkFreeFile;

/**
 * A piece of what a worker said.
 *
 * @param from its first byte in the log
 * @param to where the next piece begins
 * @param size of the log
 */
record RunLog(long from, long to, long size, String text) {
    private static final int BYTES = 64 * 1024;
    private static final int LONGEST_LETTER = 4;
    private static final RunLog NONE = new RunLog(0, 0, 0, "");

    /**
     * The log of a run from a place on, or its end where no place is given or it has become shorter than that.
     *
     * @param after negative for none
     */
    static RunLog of(Path folder, long after) throws IOException {
        Path file = LinkFreeFile.of(folder, "log.txt");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return NONE;
        }
        try (SeekableByteChannel log =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long size = log.size();
            boolean goesOn = after >= 0 && after <= size;
            long from = goesOn ? after : Math.max(0, size - BYTES);
            log.position(from);
            byte[] bytes = Channels.newInputStream(log).readNBytes((int) Math.min(BYTES, size - from));
            int first = goesOn ? 0 : wholeFrom(bytes);
            int end = wholeUntil(bytes);
            String text = new String(bytes, first, Math.max(0, end - first), StandardCharsets.UTF_8);
            return new RunLog(from + first, from + Math.max(first, end), size, text);
        }
    }

    /** The first byte that begins a letter. */
    private static int wholeFrom(byte[] bytes) {
        int first = 0;
        while (first < Math.min(bytes.length, LONGEST_LETTER) && isWithin(bytes[first])) {
            first++;
        }
        return first;
    }

    /** Without a letter at the end of which a part is still to come. */
    private static int wholeUntil(byte[] bytes) {
        int last = bytes.length - 1;
        while (last > 0 && last > bytes.length - LONGEST_LETTER && isWithin(bytes[last])) {
            last--;
        }
        if (last < 0) {
            return bytes.length;
        }
        int lead = bytes[last] & 0xff;
        int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
        return length > bytes.length - last ? last : bytes.length;
    }

    private static boolean isWithin(byte one) {
        return (one & 0xc0) == 0x80;
    }
}
