package marginlab.dataset.draft;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.audit.DatasetOverlap;

/** Names as lines and parts of lists: in quotes where blanks at an end or a quote at the start would be taken for something else. */
final class ListedNames {
    private ListedNames() {}

    /** Whether a name can stand in a list: not with a control character, such as the end of a line. */
    static boolean fits(String name) {
        return !name.isBlank() && name.chars().noneMatch(Character::isISOControl);
    }

    /** Whether a path can: lists take a backslash for a slash, as Windows writes it. */
    static boolean fitsAsPath(String path) {
        return fits(path) && path.indexOf('\\') < 0;
    }

    /** A name as a list has it. */
    static String part(String name) {
        return name.equals(name.strip()) && name.indexOf('"') < 0 ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** The people who can be named in a list so that nobody else is meant. */
    static Set<Integer> unmistakable(LabelledImages faces) {
        Map<String, Integer> namesakes = new HashMap<>();
        for (int label = 0; label < faces.identities(); label++) {
            namesakes.merge(DatasetOverlap.folded(faces.identity(label)), 1, Integer::sum);
        }
        Set<Integer> people = new HashSet<>();
        for (int label = 0; label < faces.identities(); label++) {
            String name = faces.identity(label);
            if (fits(name) && namesakes.get(DatasetOverlap.folded(name)) == 1) {
                people.add(label);
            }
        }
        return people;
    }
}
