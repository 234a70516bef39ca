package marginlab.train;

import java.io.IOException;

/** Scores a model while it trains, and leaves it as it is. */
public interface ModelValidation {
    /** The accuracy on the watched set now, a fraction. */
    double accuracy() throws IOException;
}
