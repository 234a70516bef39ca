package marginlab.problem;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the lines of a list, told together in their order; more than a few faulty lines are one mistake. */
public final class LineProblems {
    private static final int TOLD = 20;

    private final List<Problem> faults = new ArrayList<>();
    private int faulty;

    /** Reads a line; what is wrong with it is kept, unless enough is. Returns whether nothing is. */
    public boolean gather(Runnable line) {
        try {
            line.run();
            return true;
        } catch (ProblemException e) {
            faulty++;
            if (!isFull()) {
                faults.addAll(e.problems());
            }
            return false;
        }
    }

    /** Whether so many are known that no further line needs to be read. */
    public boolean isFull() {
        return faults.size() >= TOLD;
    }

    /** Throws what was found, if anything, and what it means for the whole. */
    public void raise(Problem whole) {
        if (!faults.isEmpty()) {
            faults.add(whole);
            raise();
        }
    }

    /** How many were faulty, whether they are kept or not. */
    public int count() {
        return faulty;
    }

    /**
     * Ends the work through a list, of which as much as possible is done: throws what was found, if anything, and what it means
     * for the whole. Where nothing was done it is as if the list could not be used.
     */
    public void end(int done, Problem whole) {
        if (faulty == 0) {
            return;
        }
        List<Problem> all = new ArrayList<>(faults);
        if (faulty > TOLD) {
            all.add(new Problem(
                    "and " + (faulty - TOLD) + " more", faulty + " that cannot be used", "none; the first are named"));
        }
        all.add(whole);
        throw done > 0 ? new UnfinishedException(all, done) : new ProblemException(all);
    }

    /** Throws what was found, if anything. */
    public void raise() {
        if (!faults.isEmpty()) {
            throw new ProblemException(faults);
        }
    }
}
