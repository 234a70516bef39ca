package marginlab.protocol.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

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

    /** What is odd about the folds of these pairs: they are not alike, or have one kind of pairs alone. */
    List<String> notes(boolean[] same) {
        List<String> notes = new ArrayList<>();
        int longer = pairs % count;
        if (longer > 0) {
            notes.add("unequal folds: the first " + longer + " of " + count + " have " + size(0) + " pairs, the others "
                    + size(count - 1));
        }
        long oneSided =
                IntStream.range(0, count).filter(fold -> hasOneKind(fold, same)).count();
        if (oneSided > 0) {
            notes.add("one-sided folds: " + oneSided + " of " + count
                    + " have genuine or impostor pairs alone, so that the"
                    + " threshold of the other folds leans against them; auc and eer do not depend on folds");
        }
        return notes;
    }

    private boolean hasOneKind(int fold, boolean[] same) {
        return IntStream.range(start(fold), start(fold + 1)).allMatch(pair -> same[pair] == same[start(fold)]);
    }
}
