package marginlab.problem;

import java.util.List;

/** What of a list could be done is done; this names what could not. The command line prints it and ends with code 1. */
public final class UnfinishedException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final int done;

    /** @param done how much of it is done, as the verb counts it */
    public UnfinishedException(List<Problem> problems, int done) {
        super(problems);
        this.done = done;
    }

    /** How much is done, as the verb counts it: what it tells as if there had been no more. */
    public int done() {
        return done;
    }
}
