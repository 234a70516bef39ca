package marginlab.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that somebody probably meant, by edit distance. */
public final class ClosestName {
    private static final int LONGEST = 200;

    private ClosestName() {}

    /** The nearest known name, when it is near enough to be a slip: at most a third of its letters differ. */
    public static Optional<String> of(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate ->
                        distance(name, candidate) <= Math.max(1, Math.max(name.length(), candidate.length()) / 3))
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** A hint for a {@link Problem}: {@code did you mean 'scale'?}, or all that is known, or nothing. */
    public static String hint(String name, Collection<String> known) {
        return of(name, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElseGet(() -> known.isEmpty() || known.size() > 40 ? "" : "Known: " + String.join(", ", known));
    }

    /** Insertions, deletions, substitutions and swaps of neighbours between two texts, whatever their case. */
    public static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
                best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    best = Math.min(best, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = best;
            }
        }
        return cost[left.length()][right.length()];
    }
}
