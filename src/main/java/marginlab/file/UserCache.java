package marginlab.file;

import java.nio.file.Path;

/** Where this user's programs keep what can be made again. */
public final class UserCache {
    private UserCache() {}

    /** What is marginlab's of it; it may not be there. */
    public static Path folder() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return folder.resolve("marginlab");
    }
}
