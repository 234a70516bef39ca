package marginlab.file;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * The order of the files of a dataset: by the bytes of their composed names in UTF-8, so that a copy on a disk that composes names
 * otherwise is the same dataset. Of ASCII it is the order of the bytes.
 */
public final class NameOrder {
    /** Of names, with {@code /} between their parts. */
    public static final Comparator<String> OF_NAMES = (a, b) -> compare(FileNames.composed(a), FileNames.composed(b));

    /** Of files in one folder. */
    static final Comparator<Path> OF_PATHS = Comparator.comparing(
                    (Path file) -> file.getFileName().toString(), OF_NAMES)
            .thenComparing(file -> file);

    private NameOrder() {}

    /** The order of code points, which is that of the bytes in UTF-8. */
    private static int compare(String a, String b) {
        int most = Math.min(a.length(), b.length());
        for (int i = 0; i < most; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean isHigh = Character.isSurrogate(left);
                return isHigh == Character.isSurrogate(right) ? left - right : isHigh ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
