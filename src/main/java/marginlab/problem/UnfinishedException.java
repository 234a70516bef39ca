package marginlab.problem;

import java.util.List;

/** What of a list could be done is done; this names what could not. The command line prints it and ends with code 1. */
public final class UnfinishedException extends ProblemException {
    private static final long serialVersionUID = 1L;

    public UnfinishedException(List<Problem> problems) {
        super(problems);
    }
}
