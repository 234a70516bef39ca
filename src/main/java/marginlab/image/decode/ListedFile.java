package marginlab.image.decode;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import marginlab.file.FileNames;

/**
 * A file that a list names, as the disk has it: also where the disk composes its letters otherwise, or keeps the image in another
 * format than the list says. Of several formats the first of {@link #ENDINGS} is taken.
 */
public final class ListedFile {
    static final List<String> ENDINGS = List.of("jpg", "jpeg", "png", "webp", "bmp");

    private ListedFile() {}

    /** The image of a name with any of the endings, or without one. */
    public static Optional<Path> image(Path named) {
        Path spelled = spelled(named);
        if (isFile(spelled)) {
            return Optional.of(spelled);
        }
        String name = spelled.getFileName().toString();
        int dot = name.lastIndexOf('.');
        boolean hasEnding = dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
        String base = hasEnding ? name.substring(0, dot) : name;
        return ENDINGS.stream()
                .flatMap(ending -> Stream.of(ending, ending.toUpperCase(Locale.ROOT)))
                .map(ending -> spelled(spelled.resolveSibling(base + "." + ending)))
                .filter(ListedFile::isFile)
                .findFirst()
                .or(() -> Files.exists(spelled) ? Optional.of(spelled) : Optional.empty());
    }

    private static boolean isFile(Path file) {
        return Files.exists(file) && !Files.isDirectory(file);
    }

    /** What is tried, for a message. */
    public static String tried() {
        return ", nor with another ending (." + String.join(", .", ENDINGS) + ")";
    }

    /** A file or folder as the disk composes its name; the name itself where there is none. */
    public static Path spelled(Path named) {
        String text = named.toString();
        if (FileNames.composed(text).equals(FileNames.decomposed(text)) || Files.exists(named)) {
            return named;
        }
        Path found = named.getRoot();
        for (Path part : named) {
            Path as = found == null ? part : found.resolve(part);
            found = Files.exists(as) ? as : otherwise(found, part.toString()).orElse(as);
        }
        return found;
    }

    private static Optional<Path> otherwise(Path folder, String name) {
        Path home = folder == null ? Path.of("") : folder;
        String composed = FileNames.composed(name);
        if (composed.equals(FileNames.decomposed(name))) {
            return Optional.empty();
        }
        Optional<Path> usual = Stream.of(composed, FileNames.decomposed(name))
                .map(home::resolve)
                .filter(Files::exists)
                .findFirst();
        return usual.isPresent() ? usual : listed(home, composed);
    }

    /** A name that is neither composed nor decomposed throughout. */
    private static Optional<Path> listed(Path folder, String composed) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (FileNames.composed(file.getFileName().toString()).equals(composed)) {
                    return Optional.of(file);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
