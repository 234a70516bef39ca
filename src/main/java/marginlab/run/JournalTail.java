package marginlab.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import marginlab.store.record.TrialEvent;

/** Reads a journal while it grows: each call gives what is new. A line that is not an event is told, never skipped in silence. */
public final class JournalTail {
    private static final int CHUNK = 1 << 20;
    /** A longer line is no event; without a limit garbage could fill the memory. */
    private static final int LONGEST = 1 << 20;

    private static final int SHOWN = 60;

    /**
     * What was new.
     *
     * @param events in the order of the file
     * @param damages a line for a person on each line that is not an event
     */
    public record Read(List<TrialEvent> events, List<String> damages) {
        public Read {
            events = List.copyOf(events);
            damages = List.copyOf(damages);
        }
    }

    private final Path file;
    private final ByteArrayOutputStream half = new ByteArrayOutputStream();
    private long offset;
    private long line = 1;

    public JournalTail(Path file) {
        this.file = file;
    }

    /** All of a journal whose writer has ended. */
    public static Read whole(Path file) throws IOException {
        return new JournalTail(file).rest();
    }

    /** Bytes read so far: it grows as long as the writer lives and works. */
    public long offset() {
        return offset;
    }

    /** What has come since the last call; the start of a line waits for its end. */
    public Read more() throws IOException {
        List<TrialEvent> events = new ArrayList<>();
        List<String> damages = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < offset) {
                damages.add(file + ": shorter than before, read again from the start");
                offset = 0;
                line = 1;
                half.reset();
            }
            ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, Math.max(1, channel.size() - offset)));
            while (channel.read(chunk.clear(), offset) > 0) {
                offset += chunk.position();
                take(chunk.flip(), events, damages);
            }
        }
        return new Read(events, damages);
    }

    /** What has come, with the start of a line that will have no end. A journal that is not there is empty. */
    public Read rest() throws IOException {
        try {
            Read read = more();
            if (half.size() == 0) {
                return read;
            }
            List<TrialEvent> events = new ArrayList<>(read.events());
            List<String> damages = new ArrayList<>(read.damages());
            endLine(events, damages);
            return new Read(events, damages);
        } catch (NoSuchFileException e) {
            return new Read(List.of(), List.of());
        }
    }

    private void take(ByteBuffer chunk, List<TrialEvent> events, List<String> damages) {
        while (chunk.hasRemaining()) {
            byte next = chunk.get();
            if (next == '\n') {
                endLine(events, damages);
            } else if (half.size() <= LONGEST) {
                half.write(next);
            }
        }
    }

    private void endLine(List<TrialEvent> events, List<String> damages) {
        String text = half.toString(StandardCharsets.UTF_8);
        half.reset();
        if (!text.isBlank()) {
            try {
                events.add(EventJson.read(text));
            } catch (IllegalArgumentException e) {
                damages.add(String.format(
                        Locale.ROOT, "%s:%d: found %s; expected an event as JSON", file, line, printable(text)));
            }
        }
        line++;
    }

    private static String printable(String text) {
        String start = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return start.replaceAll("\\p{Cntrl}|\uFFFD", "?");
    }
}
