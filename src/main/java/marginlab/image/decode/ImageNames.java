package marginlab.image.decode;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What the end of a file's name says of images. */
public final class ImageNames {
    /** For people, what is read. */
    public static final String KINDS = "JPEG, PNG, WebP or BMP";

    private static final Set<String> READ = Set.of("jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp");

    private static final Set<String> OTHERS = Set.of(
            "gif", "tif", "tiff", "heic", "heif", "avif", "jp2", "j2k", "jxl", "jxr", "ppm", "pgm", "pbm", "pnm", "tga",
            "psd", "exr", "hdr", "pcx", "ras", "xpm", "svg", "cr2", "cr3", "nef", "arw", "dng", "orf", "rw2", "raf");

    private ImageNames() {}

    /** Whether a file is called as images are that can be read. */
    public static boolean isRead(Path file) {
        return READ.contains(ending(file));
    }

    /** Whether a file is called as images are of another kind. */
    public static boolean isOther(Path file) {
        return OTHERS.contains(ending(file));
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
