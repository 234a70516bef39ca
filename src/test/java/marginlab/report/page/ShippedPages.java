package marginlab.report.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages that are kept in version control: those in the folders of {@code reports} that are not ignored. */
final class ShippedPages {
    private static final Pattern KEPT = Pattern.compile("(?m)^!/(reports/[^/\n]+)/$");

    private ShippedPages() {}

    static List<Path> all() throws IOException {
        return KEPT.matcher(Files.readString(Path.of(".gitignore")))
                .results()
                .map(kept -> Path.of(kept.group(1)))
                .flatMap(ShippedPages::pagesIn)
                .sorted()
                .toList();
    }

    private static Stream<Path> pagesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
