package marginlab.image.decode;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What bytes are that lie where an image should, as far as their beginning tells. */
final class UnknownContent {
    /** The start as ISO 8859-1, a dot for any byte. */
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("\u0000\u0005\u0016\u0007", "what macOS keeps beside a file, not the file");
        KINDS.put("GIF8", "a GIF");
        KINDS.put("II*\u0000", "a TIFF");
        KINDS.put("MM\u0000*", "a TIFF");
        KINDS.put("....ftyphei", "a HEIC photo");
        KINDS.put("....ftypmif", "a HEIC photo");
        KINDS.put("....ftypavi", "an AVIF picture");
        KINDS.put("....ftyp", "a film");
        KINDS.put("\u0000\u0000\u0000\u000CjP  ", "a JPEG 2000");
        KINDS.put("\u00FF\n", "a JPEG XL");
        KINDS.put("\u0000\u0000\u0000\u000CJXL ", "a JPEG XL");
        KINDS.put("version https://git-lfs", "a pointer of Git LFS; 'git lfs pull' brings the file");
        KINDS.put("<svg", "an SVG");
        KINDS.put("<", "a web page or XML");
        KINDS.put("%PDF", "a PDF");
        KINDS.put("PK\u0003\u0004", "a zip archive");
        KINDS.put("\u001F\u008B", "a gzip archive");
    }

    private UnknownContent() {}

    /** How they begin, and what that is a sign of. */
    static String start(byte[] bytes) {
        if (bytes.length == 0) {
            return "none at all";
        }
        StringBuilder text = new StringBuilder("beginning");
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            text.append(String.format(Locale.ROOT, " %02x", bytes[i]));
        }
        String first = new String(bytes, 0, Math.min(32, bytes.length), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> kind : KINDS.entrySet()) {
            if (begins(first, kind.getKey())) {
                return text + ": " + kind.getValue();
            }
        }
        return text.toString();
    }

    private static boolean begins(String text, String start) {
        if (text.length() < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (start.charAt(i) != '.' && start.charAt(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
