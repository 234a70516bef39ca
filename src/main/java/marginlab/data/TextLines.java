package marginlab.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import marginlab.experiment.FaultyLines;

/**
 * The lines of a list in UTF-8, each with its number, without the empty ones; a byte order mark and Windows line ends are
 * passed over.
 */
final class TextLines {
    /** Lists of pairs have some hundred KB; the longest known list of images has 60 MB. */
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    /** A line, counted from 1. */
    record Line(Path file, int number, String text) {

        /** The parts between tabs, or where there are none between blanks. */
        String[] parts() {
            return text.indexOf('\t') >= 0
                    ? text.strip().split("\t", -1)
                    : text.strip().split("\\s+");
        }

        RuntimeException broken(String expected) {
            String shown = text.length() > 120 ? text.substring(0, 120) + "..." : text;
            return Broken.atLine(file, number, "'" + shown + "'", expected);
        }

        /** A part that is a whole number from a least value on. */
        int whole(String part, int least, String expected) {
            try {
                int value = Integer.parseInt(part.strip());
                if (value >= least) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Falls through to the same message as a number that is too small.
            }
            throw broken(expected);
        }

        /** A file named in the list, which must lie inside a folder. */
        Path inside(Path folder, String name) {
            return TextLines.inside(folder, name).orElseThrow(() -> broken("names of files inside " + folder));
        }
    }

    /** A file by its name, unless that leads out of the folder. */
    static Optional<Path> inside(Path folder, String name) {
        try {
            Path home = folder.toAbsolutePath().normalize();
            Path file = home.resolve(name.replace('\\', '/')).normalize();
            return name.isEmpty() || !file.startsWith(home) || file.equals(home)
                    ? Optional.empty()
                    : Optional.of(folder.normalize().resolve(home.relativize(file)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private TextLines() {}

    /** Takes a line and its place among the others, from 0. */
    interface Reader {
        void read(int index, Line line);
    }

    /** Hands out lines in order; those that are not as expected are told together, the first of them. */
    static void each(List<Line> lines, Reader reader) {
        FaultyLines faults = new FaultyLines();
        for (int i = 0; i < lines.size() && !faults.isFull(); i++) {
            int index = i;
            faults.gather(() -> reader.read(index, lines.get(index)));
        }
        faults.raise();
    }

    static List<Line> read(Path file) {
        byte[] bytes;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw Broken.atLine(file, 1, Files.size(file) + " bytes", "a list of at most " + MOST_BYTES);
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw Broken.io(file, e);
        }
        int start = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        return new Decoded(file, bytes, places(bytes, start));
    }

    /** Number, start and end of each line that has something in it. */
    private static int[] places(byte[] bytes, int start) {
        IntStream.Builder places = IntStream.builder();
        int from = start;
        int number = 1;
        boolean blank = true;
        for (int i = start; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                if (!blank) {
                    places.add(number).add(from).add(i);
                }
                from = i + 1;
                number++;
                blank = true;
            } else {
                blank &= bytes[i] >= 0 && bytes[i] <= ' ';
            }
        }
        return places.build().toArray();
    }

    /** Lines that become text when they are asked for: IJB-C's list of pairs has sixteen million. */
    private static final class Decoded extends AbstractList<Line> implements RandomAccess {
        private final Path file;
        private final byte[] bytes;
        private final int[] places;

        Decoded(Path file, byte[] bytes, int[] places) {
            this.file = file;
            this.bytes = bytes;
            this.places = places;
        }

        @Override
        public Line get(int i) {
            int number = places[3 * i];
            return new Line(file, number, decode(file, number, bytes, places[3 * i + 1], places[3 * i + 2]));
        }

        @Override
        public int size() {
            return places.length / 3;
        }
    }

    private static String decode(Path file, int number, byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString()
                    .stripTrailing();
        } catch (CharacterCodingException e) {
            throw Broken.atLine(file, number, "bytes that are not UTF-8", "text in UTF-8");
        }
    }
}
