package marginlab.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * What operating systems, notebooks and network disks put into people's folders beside their files: no part of any dataset, and
 * no part of what it is known by. Hidden is what begins with a dot, on every system alike.
 */
public final class SystemEntry {
    private static final Set<String> NAMES = Set.of(
            "__macosx",
            "thumbs.db",
            "thumbs.db:encryptable",
            "ehthumbs.db",
            "ehthumbs_vista.db",
            "desktop.ini",
            "icon\r",
            "@eadir",
            "#recycle",
            "@recycle",
            "@recently-snapshot",
            "#snapshot",
            "lost+found",
            "$recycle.bin",
            "system volume information",
            "network trash folder",
            "temporary items",
            "__pycache__");

    private SystemEntry() {}

    /** Whether the last name of a path is one. */
    public static boolean is(Path path) {
        Path last = path.getFileName();
        return last != null && is(last.toString());
    }

    /** Whether any name on a way below a folder is one. */
    public static boolean leadsThrough(Path relative) {
        for (Path name : relative) {
            if (is(name.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(String name) {
        boolean isHidden = name.startsWith(".") && !name.equals(".") && !name.equals("..");
        return isHidden || NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
