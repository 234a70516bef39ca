package marginlab.dataset.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/**
 * Which synthetic faces: everything that their pixels depend on.
 *
 * @param seed makes the people and their photographs
 * @param identities people to train on
 * @param images photographs of each
 * @param side of the images in pixels
 * @param pairs of a verification set, in ten folds of which half is genuine; {@link SyntheticPairs#PROFILE} has seven sixths of them
 */
public record SyntheticSpec(long seed, int identities, int images, int side, int pairs) {
    /** Folds of a verification set, as in LFW. */
    public static final int FOLDS = 10;

    private static final int SMALLEST = 16;
    private static final int LARGEST = 1024;

    /** What {@code data generate synthetic-faces} makes unless told otherwise. */
    public static final SyntheticSpec DEFAULT = new SyntheticSpec(1, 150, 16, 40, 6000);

    /** A set of 112 pixels that is as large as is asked for, for runs that measure speed and memory. */
    public static SyntheticSpec load(int identities, int images) {
        return new SyntheticSpec(1, identities, images, 112, 600);
    }

    public SyntheticSpec {
        List<Problem> problems = new ArrayList<>();
        if (identities < 2) {
            problems.add(new Problem("identities", String.valueOf(identities), "at least 2"));
        }
        if (images < 1 || (long) identities * images > Integer.MAX_VALUE) {
            problems.add(new Problem("images", String.valueOf(images), "at least 1, at most 2^31 - 1 in all"));
        }
        if (side < SMALLEST || side > LARGEST) {
            problems.add(new Problem("side", String.valueOf(side), SMALLEST + " to " + LARGEST + " pixels"));
        }
        if (pairs < 4 * FOLDS || pairs % (2 * FOLDS) != 0) {
            problems.add(new Problem("pairs", String.valueOf(pairs), "a multiple of 20, at least 40"));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    /** Images that are drawn for a whole dataset: training and verification. */
    public int total() {
        return identities * images
                + Arrays.stream(SyntheticPairs.values())
                        .mapToInt(set -> 2 * set.people(this))
                        .sum();
    }
}
