package marginlab.problem;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that is wrong with an input, collected so that the user sees it at once; the same problem is kept once. */
public final class Problems {
    /** A hostile file gives no more than this many. */
    private static final int MOST = 200;

    private static final Pattern IN_FILE = Pattern.compile("(.*):(\\d{1,9}):(\\d{1,9})");

    private final Set<Problem> found = new LinkedHashSet<>();

    public void add(Problem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        }
    }

    public void add(String place, String found, String expected, String hint) {
        add(new Problem(place, found, expected, hint));
    }

    /** What the work gives; nothing where it finds problems, which are kept. */
    public <T> Optional<T> gather(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (ProblemException e) {
            e.problems().forEach(this::add);
            return Optional.empty();
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All of them, those of a file in the order of its lines. */
    public List<Problem> list() {
        return found.stream()
                .sorted(Comparator.comparing(Problems::file)
                        .thenComparing(problem -> number(problem, 2))
                        .thenComparing(problem -> number(problem, 3)))
                .toList();
    }

    private static String file(Problem problem) {
        Matcher matcher = IN_FILE.matcher(problem.place());
        return matcher.matches() ? matcher.group(1) : problem.place();
    }

    private static int number(Problem problem, int group) {
        Matcher matcher = IN_FILE.matcher(problem.place());
        return matcher.matches() ? Integer.parseInt(matcher.group(group)) : 0;
    }

    /** Throws all of them, if there are any. */
    public void raise() {
        if (!found.isEmpty()) {
            throw new ProblemException(list());
        }
    }
}
