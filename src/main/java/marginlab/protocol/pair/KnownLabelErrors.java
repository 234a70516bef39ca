package marginlab.protocol.pair;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Images of public sets whose label is known to be wrong: a pair with one of them that is judged wrong may be judged right. */
public final class KnownLabelErrors {
    private static final String LIST = "label-errors.txt";
    private static final String PAIRS = "label-error-pairs.txt";
    private static final Map<String, String> KNOWN = read();
    private static final Map<String, String> UNNAMED = readPairs();

    private KnownLabelErrors() {}

    /**
     * What is known of an image.
     *
     * @param name of the image as its set has it, with or without folder and ending
     */
    public static Optional<String> of(String name) {
        return Optional.ofNullable(KNOWN.get(image(name)));
    }

    /**
     * What is known of a pair of a file whose images have no names, {@code IMAGE shows ...}.
     *
     * @param file its name, such as {@code lfw.bin}
     * @param pairs how many it has; another number is another list
     * @param pair its place, from 0
     */
    public static Optional<String> ofPair(String file, int pairs, int pair) {
        return Optional.ofNullable(UNNAMED.get(file.toLowerCase(Locale.ROOT) + " " + pairs + " " + pair))
                .map(image -> image + " " + KNOWN.get(image));
    }

    /** The name of an image without folder and ending. */
    public static String image(String name) {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    private static Map<String, String> read() {
        return lines(LIST).stream()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));
    }

    private static Map<String, String> readPairs() {
        return lines(PAIRS).stream()
                .collect(Collectors.toUnmodifiableMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> line.substring(line.lastIndexOf(' ') + 1)));
    }

    private static List<String> lines(String resource) {
        try (InputStream in = KnownLabelErrors.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
