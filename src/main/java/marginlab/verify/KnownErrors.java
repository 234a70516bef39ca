package marginlab.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Images of public sets whose label is known to be wrong: a pair with one of them that is judged wrong may be judged right. */
public final class KnownErrors {
    private static final String LIST = "label-errors.txt";
    private static final Map<String, String> KNOWN = read();

    private KnownErrors() {}

    /**
     * What is known of an image.
     *
     * @param name of the image as its set has it, with or without folder and ending
     */
    public static Optional<String> of(String name) {
        return Optional.ofNullable(KNOWN.get(image(name)));
    }

    /** The name of an image without folder and ending. */
    public static String image(String name) {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    private static Map<String, String> read() {
        try (InputStream in = KnownErrors.class.getResourceAsStream(LIST);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
