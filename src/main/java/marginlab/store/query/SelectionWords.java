package marginlab.store.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * What was asked for, as it was written; each is empty where nothing was.
 *
 * @param where conditions, each of which may join several by "and"
 * @param sort columns, with a comma between them; a minus before one is for descending
 * @param columns columns, with a comma between them; a plus before the first adds them to the usual ones
 * @param group {@code row} for runs that differ in their seed alone, or columns, with a comma between them
 * @param limit rows at most; not positive where none was given
 */
public record SelectionWords(List<String> where, String sort, String columns, String group, int limit) {
    /** Longer ones nobody types. */
    private static final int LONGEST = 2000;

    private static final int MOST_CONDITIONS = 50;

    public SelectionWords {
        where = List.copyOf(where);
        if (where.size() > MOST_CONDITIONS) {
            throw new ProblemException(
                    new Problem("where", where.size() + " conditions", "at most " + MOST_CONDITIONS));
        }
        for (String word : List.of(String.join(" and ", where), sort, columns, group)) {
            if (word.length() > LONGEST) {
                throw new ProblemException(
                        new Problem("where, sort, columns, group", word.length() + " letters", "at most " + LONGEST));
            }
        }
    }

    /** All runs, as they come. */
    public static final SelectionWords NONE = new SelectionWords(List.of(), "", "", "", 0);

    /**
     * Reads the part of an address after its question mark: {@code where=scale%3E%3D32&where=tag%3Dpaper&sort=-lfw&limit=20};
     * what else stands there is passed over.
     *
     * @param query still encoded; null where there is none
     * @throws ProblemException for a limit that is no number, or what is longer than anybody types
     */
    public static SelectionWords ofQuery(String query) {
        List<String> where = new ArrayList<>();
        String sort = "";
        String columns = "";
        String group = "";
        int limit = 0;
        for (String part : query == null ? new String[0] : query.split("&")) {
            int at = part.indexOf('=');
            String value = at < 0 ? "" : decoded(part.substring(at + 1)).strip();
            if (!value.isEmpty()) {
                switch (part.substring(0, at)) {
                    case "where" -> where.add(value);
                    case "sort" -> sort = value;
                    case "columns" -> columns = value;
                    case "group" -> group = value;
                    case "limit" -> limit = limit(value);
                    default -> {}
                }
            }
        }
        return new SelectionWords(where, sort, columns, group, limit);
    }

    private static int limit(String value) {
        return Quantity.of(value)
                .filter(number -> value.matches("\\d{1,9}") && number.value() >= 1)
                .map(number -> (int) number.value())
                .orElseThrow(() -> new ProblemException(new Problem("limit", "'" + value + "'", "at least 1")));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    new Problem("the address", "'" + text + "'", "% followed by two hexadecimal digits"), e);
        }
    }

    /** The limit, where one was given. */
    public Optional<Integer> most() {
        return limit > 0 ? Optional.of(limit) : Optional.empty();
    }
}
