package marginlab.verify;

import java.util.Optional;
import marginlab.experiment.Problem;
import marginlab.experiment.ProblemException;

/**
 * Contiguous folds over N pairs without shuffling; when N is not divisible, the first folds get one pair more.
 *
 * @param pairs N
 * @param count folds
 */
record Folds(int pairs, int count) {
    Folds {
        if (count < 2) {
            throw new ProblemException(new Problem("folds", String.valueOf(count), "at least 2"));
        }
        if (pairs < count) {
            throw new ProblemException(new Problem(
                    "pairs", pairs + " pairs", "at least one a fold: " + count, "give a longer list or fewer folds"));
        }
    }

    /** The first pair of a fold; {@code start(count)} is N. */
    int start(int fold) {
        return fold * (pairs / count) + Math.min(fold, pairs % count);
    }

    int size(int fold) {
        return start(fold + 1) - start(fold);
    }

    /** That folds are not alike, where the pairs do not divide into them. */
    Optional<String> note() {
        int longer = pairs % count;
        return longer == 0
                ? Optional.empty()
                : Optional.of("unequal folds: the first " + longer + " of " + count + " have " + size(0)
                        + " pairs, the others " + size(count - 1));
    }
}
