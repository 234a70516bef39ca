package marginlab.dataset.pack;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import marginlab.dataset.LabelledImages;
import marginlab.file.FileNames;

/**
 * A folder name for each person of a training set: the person's own name as far as every disk takes it. No two people get the same,
 * also where a disk tells no capitals from small letters, or composes letters as it likes, for they would be one person when the folders are read.
 */
final class PersonFolders {
    /** Disks take 255, and a number may follow. */
    private static final int MOST_BYTES = 230;

    private final String[] names;

    PersonFolders(LabelledImages faces) {
        names = new String[faces.identities()];
        Set<String> taken = new HashSet<>();
        for (int label = 0; label < names.length; label++) {
            String name = clean(faces.identity(label));
            String free = name;
            for (long more = label;
                    !taken.add(FileNames.composed(free.toLowerCase(Locale.ROOT)));
                    more += names.length) {
                free = name + "-" + more;
            }
            names[label] = free;
        }
    }

    private static String clean(String name) {
        String cleaned = name.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceFirst("^(\\.+|$)", "_");
        int end = cleaned.length();
        while (cleaned.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            end = cleaned.offsetByCodePoints(end, -1);
        }
        return cleaned.substring(0, end);
    }

    String of(int label) {
        return names[label];
    }
}
