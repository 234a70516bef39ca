package marginlab.dataset.catalog;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import marginlab.dataset.fetch.PublicFile;
import marginlab.file.hash.Checksum;
import marginlab.file.yaml.YamlCursor;
import marginlab.file.yaml.YamlCursor.Field;
import marginlab.problem.ClosestName;

/** Reads the list {@code download} of a row of the catalog. */
final class DownloadReader {
    static final Set<String> KEYS = new TreeSet<>(List.of("address", "sha256", "md5", "to", "unpack"));
    private static final String EXPECTED = "a map with 'address', 'sha256' or 'md5', and 'to'";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final PathField paths;

    DownloadReader(PathField paths) {
        this.paths = paths;
    }

    List<PublicFile> read(Field field) {
        List<PublicFile> downloads = new ArrayList<>();
        if (field != null) {
            field.value().items("a list of maps with 'address', 'sha256' or 'md5', and 'to'").stream()
                    .map(this::download)
                    .forEach(download -> download.ifPresent(downloads::add));
        }
        return downloads;
    }

    private Optional<PublicFile> download(YamlCursor item) {
        Map<String, Field> parts = item.fields(EXPECTED);
        parts.forEach((key, part) -> {
            if (!KEYS.contains(key)) {
                part.name().problem("a key of a download", ClosestName.hint(key, KEYS));
            }
        });
        for (String needed : List.of("address", "to")) {
            if (!parts.containsKey(needed)) {
                item.problem("a download with '" + needed + "'");
            }
        }
        Optional<String> address = Optional.ofNullable(parts.get("address"))
                .flatMap(part -> part.value().text("an address"));
        if (address.isPresent() && !isSafe(address.get())) {
            parts.get("address").value().problem("an address that begins with https://");
        }
        Optional<Checksum> checksum = checksum(item, parts);
        Path unpack = paths.read(parts.get("unpack")).orElse(null);
        Optional<Path> to = paths.read(parts.get("to"));
        if (address.isEmpty() || checksum.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PublicFile(address.get(), checksum.get(), to.get(), unpack));
    }

    private static Optional<Checksum> checksum(YamlCursor item, Map<String, Field> parts) {
        for (Checksum.Kind kind : Checksum.Kind.values()) {
            Field field = parts.get(kind.label());
            if (field != null) {
                String digits = field.value().raw();
                if (kind.admits(digits)) {
                    return Optional.of(new Checksum(kind, digits));
                }
                field.value().problem(kind.expected());
                return Optional.empty();
            }
        }
        item.problem("a download with 'sha256' or 'md5'");
        return Optional.empty();
    }

    /** Encrypted, or from this machine itself, as a mirror or a tunnel is. */
    private static boolean isSafe(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
