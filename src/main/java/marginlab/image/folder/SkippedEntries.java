package marginlab.image.folder;

import java.util.List;
import java.util.Locale;

/**
 * Entries of a dataset's folder that are no part of it, of one kind.
 *
 * @param kind what they are
 * @param count how many there are
 * @param first the first of them in the order of their names, relative to the folder
 */
public record SkippedEntries(Kind kind, long count, List<String> first) {
    /** How many are named. */
    static final int NAMED = 3;

    /** What an entry is that is not used. */
    public enum Kind {
        SYSTEM("hidden or system entry", "hidden or system entries"),
        UNREAD("image of a kind that is not read", "images of kinds that are not read"),
        UNLISTED("image that no list names", "images that no list names"),
        NOBODY("image outside the people's folders", "images outside the people's folders"),
        EMPTY("folder without an image that is read", "folders without an image that is read"),
        OTHER("file that is no image", "files that are no images");

        private final String one;
        private final String many;

        Kind(String one, String many) {
            this.one = one;
            this.many = many;
        }

        /** Its name in JSON. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SkippedEntries {
        first = List.copyOf(first);
    }

    /** As {@code 2 hidden or system entries (.DS_Store, p001/._1.jpg)}. */
    public String text() {
        return count + " " + (count == 1 ? kind.one : kind.many) + " (" + String.join(", ", first)
                + (count > first.size() ? ", ..." : "") + ")";
    }
}
