package marginlab.data;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A folder name for each person of a training set: the person's own name as far as every disk takes it. No two people get the same,
 * also where a disk tells no capitals from small letters, for they would be one person when the folders are read.
 */
final class PersonFolders {
    /** A character has up to four bytes, and disks take 255 of them. */
    private static final int MOST_CHARACTERS = 50;

    private final String[] names;

    PersonFolders(Faces faces) {
        names = new String[faces.identities()];
        Set<String> taken = new HashSet<>();
        for (int label = 0; label < names.length; label++) {
            String name = clean(faces.identity(label));
            String free = name;
            for (long more = label; !taken.add(free.toLowerCase(Locale.ROOT)); more += names.length) {
                free = name + "-" + more;
            }
            names[label] = free;
        }
    }

    private static String clean(String name) {
        String cleaned = name.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceFirst("^(\\.+|$)", "_");
        int length = cleaned.codePointCount(0, cleaned.length());
        return length <= MOST_CHARACTERS
                ? cleaned
                : cleaned.substring(0, cleaned.offsetByCodePoints(0, MOST_CHARACTERS));
    }

    String of(int label) {
        return names[label];
    }
}
