package marginlab.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import marginlab.file.OwnTemporary;

/**
 * Where the engine library unpacks its native code for a user without a home: it would take {@code /tmp/.djl.ai}, which
 * anybody could have made first, and load what it finds there. Where somebody has taken the name of ours too, it is a new one,
 * which a sweep shares with its workers and removes.
 */
public final class NativesFolder {
    /** A name of DJL's. */
    static final String VARIABLE = "DJL_CACHE_DIR";

    private NativesFolder() {}

    /** Says to the library which folder to take, unless the user has said it or has a home. */
    static synchronized void choose() {
        boolean isSaid = System.getenv(VARIABLE) != null || System.getProperty(VARIABLE) != null;
        if (!isSaid) {
            instead(Path.of(System.getProperty("user.home")), Path.of(System.getProperty("java.io.tmpdir")))
                    .ifPresent(folder -> System.setProperty(VARIABLE, folder.toString()));
        }
    }

    /** Says to a process that this one starts to take the same folder: the native code is 300 MB. */
    public static void share(Map<String, String> environment) {
        choose();
        String chosen = System.getProperty(VARIABLE);
        if (chosen != null) {
            environment.putIfAbsent(VARIABLE, chosen);
        }
    }

    /**
     * A folder in place of that in the home.
     *
     * @param home of the user
     * @param temporary the folder that all users share
     */
    static Optional<Path> instead(Path home, Path temporary) {
        if (Files.isWritable(home)) {
            return Optional.empty();
        }
        try {
            return Optional.of(OwnTemporary.folder("natives", temporary));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for native code: set " + VARIABLE, e);
        }
    }
}
