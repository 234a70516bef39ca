package marginlab.dataset.draft;

import java.text.Normalizer;
import java.util.Locale;
import marginlab.file.json.Json;

/** Rows of a catalog as text. */
final class CatalogRows {
    private static final int LONGEST = 60;

    private final StringBuilder text =
            new StringBuilder("# Written by 'init'; change what you like. 'data check NAME' looks at a set.\n");

    CatalogRows row(String name, String role, String format, String path) {
        text.append('\n').append(name).append(":\n");
        return key("role", role).key("format", format).key("path", path);
    }

    CatalogRows key(String key, String value) {
        return key(key, value, "");
    }

    /** A key of the last row, with a word why. */
    CatalogRows key(String key, String value, String why) {
        text.append("  ").append(key).append(": ").append(quoted(value));
        text.append(why.isEmpty() ? "\n" : " # " + why + "\n");
        return this;
    }

    String text() {
        return text.toString();
    }

    /** As YAML takes it for the same text. */
    private static String quoted(String value) {
        return value.matches("(\\$\\{MARGINLAB_DATA:-[a-z./]+})?[A-Za-z0-9./_-]+") ? value : Json.line(value);
    }

    /** A name for a set, made of that of a file or a folder. */
    static String name(String file) {
        String name = Normalizer.normalize(file, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        return name.isEmpty() ? "faces" : name.substring(0, Math.min(LONGEST, name.length()));
    }
}
