package marginlab.experiment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that is wrong with an input, collected so that the user sees it at once; the same problem is kept once. */
public final class Problems {
    /** A hostile file gives no more than this many. */
    private static final int MOST = 200;

    private final Set<Problem> found = new LinkedHashSet<>();

    public void add(Problem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        }
    }

    public void add(String place, String found, String expected, String hint) {
        add(new Problem(place, found, expected, hint));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** Throws all of them, if there are any. */
    public void raise() {
        if (!found.isEmpty()) {
            throw new ProblemException(list());
        }
    }
}
