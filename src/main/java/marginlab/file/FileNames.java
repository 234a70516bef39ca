package marginlab.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.problem.Problem;

/**
 * Names of files and people beyond ASCII. Java reads names of files in the letters of the process' locale: with those of ASCII
 * alone ({@code LC_ALL=C}, as in containers and cron jobs) two names are one, and a name of a list is none. Such names are refused, so
 * that no result depends on the locale.
 */
public final class FileNames {
    private static final boolean UTF_8 = isUtf8(System.getProperty("sun.jnu.encoding"));

    private FileNames() {}

    private static boolean isUtf8(String letters) {
        try {
            return letters == null || Charset.forName(letters).equals(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the names of this process' files are read in UTF-8. */
    public static boolean areUtf8() {
        return UTF_8;
    }

    /**
     * What is wrong with a name from a text, if the locale cannot say it.
     *
     * @param place where it stands
     */
    public static Optional<Problem> problem(String place, String name) {
        return UTF_8 || isAscii(name) ? Optional.empty() : Optional.of(beyond(place));
    }

    /** What is wrong with a file as a folder has it, if its name cannot be told from others. */
    public static Optional<Problem> problem(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        if (isAscii(name)) {
            return Optional.empty();
        }
        if (!UTF_8) {
            return Optional.of(beyond(file.toString()));
        }
        try {
            if (file.getFileSystem().getPath(file.toString()).equals(file)) {
                return Optional.empty();
            }
        } catch (InvalidPathException e) {
            // A name that is no text.
        }
        return Optional.of(
                new Problem(
                        file.toString(),
                        "a name with bytes that are not UTF-8",
                        "names in UTF-8",
                        "Rename it: two such names look the same. Archives of older systems are unpacked with their own letters"));
    }

    /** The fault of a name beyond ASCII where the locale has no letters for it. */
    public static Problem beyond(String place) {
        return new Problem(
                place,
                "a name beyond ASCII, which a process of the locale " + locale() + " cannot read",
                "a locale of UTF-8",
                "Start it again with a locale of UTF-8 in its environment, as LC_ALL=C.UTF-8 or another of 'locale -a'");
    }

    private static String locale() {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> System.getenv().getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("C");
    }

    /** A name as it is compared: {@code ë} is one letter, however a disk or a list composes it (NFC). */
    public static String composed(String name) {
        return isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** The same name with its marks apart, as some disks keep it (NFD). */
    public static String decomposed(String name) {
        return isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFD);
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
