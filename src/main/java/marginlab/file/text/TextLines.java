package marginlab.file.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;
import marginlab.file.FileNames;
import marginlab.file.RegularFile;
import marginlab.file.SystemEntry;
import marginlab.problem.FileProblem;
import marginlab.problem.LineProblems;
import marginlab.problem.ProblemException;

/**
 * The lines of a list in UTF-8, each with its number, without the empty ones; a byte order mark and Windows line ends are
 * passed over.
 */
public final class TextLines {
    /** Lists of pairs have some hundred KB; the longest known list of images has 60 MB. */
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final int MOST_LINES = 1 << 25;
    /** A path has at most 4,096 bytes. */
    private static final int LONGEST_LINE = 16_384;

    /** A line, counted from 1. */
    public record TextLine(Path file, int number, String text) {

        /** The parts between tabs, or where there are none between blanks. */
        public String[] parts() {
            return cut(ListCells::betweenBlanks);
        }

        /** The parts between commas, without the blanks around them. */
        public String[] cells() {
            return cut(ListCells::betweenCommas);
        }

        /** All of it as one name. */
        public String name() {
            return ListCells.whole(text);
        }

        private String[] cut(Function<String, String[]> cells) {
            try {
                return cells.apply(text);
            } catch (IllegalArgumentException e) {
                throw broken(e.getMessage());
            }
        }

        public RuntimeException broken(String expected) {
            String line = text.replace('\t', ' ');
            String shown = line.length() > 120 ? line.substring(0, 120) + "..." : line;
            return FileProblem.atLine(file, number, "'" + shown + "'", expected);
        }

        /** A part that is a whole number from a least value on. */
        public int whole(String part, int least, String expected) {
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
        public Path inside(Path folder, String name) {
            FileNames.problem(file + ":" + number, name).ifPresent(problem -> {
                throw new ProblemException(problem);
            });
            Path named = TextLines.inside(folder, name).orElseThrow(() -> broken("names of files inside " + folder));
            if (isOfSystem(folder, named)) {
                throw broken("files, not hidden or system entries, which are no part of a dataset");
            }
            return named;
        }
    }

    /** Whether the way to a file below a folder leads through hidden or system entries. */
    public static boolean isOfSystem(Path folder, Path file) {
        Path home = folder.toAbsolutePath().normalize();
        return SystemEntry.leadsThrough(home.relativize(file.toAbsolutePath().normalize()));
    }

    /** A file by its name, however that is composed, unless it leads out of the folder. */
    public static Optional<Path> inside(Path folder, String name) {
        FileNames.problem(folder.toString(), name).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        try {
            Path home = folder.toAbsolutePath().normalize();
            Path file =
                    home.resolve(FileNames.composed(name).replace('\\', '/')).normalize();
            return name.isEmpty() || !file.startsWith(home) || file.equals(home)
                    ? Optional.empty()
                    : Optional.of(
                            folder.isAbsolute() ? file : folder.normalize().resolve(home.relativize(file)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private TextLines() {}

    /** Takes a line and its place among the others, from 0. */
    public interface Reader {
        void read(int index, TextLine line);
    }

    /** Hands out lines in order; those that are not as expected are told together, the first of them. */
    public static void each(List<TextLine> lines, Reader reader) {
        LineProblems faults = new LineProblems();
        for (int i = 0; i < lines.size() && !faults.isFull(); i++) {
            int index = i;
            faults.gather(() -> reader.read(index, lines.get(index)));
        }
        faults.raise();
    }

    public static List<TextLine> read(Path file) {
        byte[] bytes = RegularFile.read(file, MOST_BYTES, "a list of at most");
        int start = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        return new LazyLines(file, bytes, places(file, bytes, start));
    }

    /** Number and start of each line that has something in it. */
    private static int[] places(Path file, byte[] bytes, int start) {
        int[] places = new int[1 << 10];
        int count = 0;
        int number = 1;
        for (int from = start; from < bytes.length; number++) {
            int to = end(bytes, from);
            if (to - from > LONGEST_LINE) {
                throw FileProblem.atLine(
                        file, number, "a line of " + (to - from) + " bytes", "at most " + LONGEST_LINE);
            }
            if (count == 2 * MOST_LINES) {
                throw FileProblem.atLine(file, number, "another line", "a list of at most " + MOST_LINES);
            }
            if (!isBlank(bytes, from, to)) {
                if (count == places.length) {
                    places = Arrays.copyOf(places, 2 * count);
                }
                places[count++] = number;
                places[count++] = from;
            }
            from = next(bytes, to);
        }
        return Arrays.copyOf(places, count);
    }

    /** The end of a line: of Unix, of Windows, or of old Macs, whose spreadsheets live on. */
    private static int end(byte[] bytes, int from) {
        int to = from;
        while (to < bytes.length && bytes[to] != '\n' && bytes[to] != '\r') {
            to++;
        }
        return to;
    }

    private static int next(byte[] bytes, int end) {
        return end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n' ? end + 2 : end + 1;
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= 0 && bytes[at] <= ' ') {
            at++;
        }
        return at == to;
    }

    /** Lines that become text when they are asked for: IJB-C's list of pairs has sixteen million. */
    private static final class LazyLines extends AbstractList<TextLine> implements RandomAccess {
        private final Path file;
        private final byte[] bytes;
        private final int[] places;

        LazyLines(Path file, byte[] bytes, int[] places) {
            this.file = file;
            this.bytes = bytes;
            this.places = places;
        }

        @Override
        public TextLine get(int i) {
            int number = places[2 * i];
            int from = places[2 * i + 1];
            return new TextLine(file, number, decode(file, number, bytes, from, end(bytes, from)));
        }

        @Override
        public int size() {
            return places.length / 2;
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
            throw FileProblem.atLine(file, number, "bytes that are not UTF-8", "text in UTF-8");
        }
    }
}
