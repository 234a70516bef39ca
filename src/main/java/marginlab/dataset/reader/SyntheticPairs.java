package marginlab.dataset.reader;

import marginlab.synthetic.FaceConditions;
import marginlab.synthetic.FaceIdentity;
import marginlab.synthetic.FacePainter;
import marginlab.synthetic.FaceView;

/** The verification sets of the synthetic faces, each the mirror of a column of the paper's tables. */
public enum SyntheticPairs {
    /** LFW: two photographs as they come. */
    PLAIN("plain", 0, FaceConditions.PLAIN, FaceConditions.PLAIN),
    /** CFP-FP: one from the front, one from the side. */
    PROFILE("profile", 1, FaceConditions.FRONTAL, FaceConditions.PROFILE),
    /** AgeDB-30: three decades or more between the two. */
    AGE("age", 2, FaceConditions.YOUNG, FaceConditions.OLD);

    /** Numbers of test people start here, beyond those of any training set. */
    static final long FIRST_PERSON = 1L << 40;

    private static final long PEOPLE_A_SET = 1L << 32;

    private final String column;
    /** Whose people are drawn; it is part of every pixel, so it stays with its set wherever that stands in the list. */
    private final int number;

    private final FaceConditions left;
    private final FaceConditions right;

    SyntheticPairs(String column, int number, FaceConditions left, FaceConditions right) {
        this.column = column;
        this.number = number;
        this.left = left;
        this.right = right;
    }

    /** Name of the set: {@code synthetic-plain}. */
    public String label() {
        return "synthetic-" + column;
    }

    /** Its file beside the training set: {@code plain.bin}. */
    public String file() {
        return column + ".bin";
    }

    /** Whether a pair is genuine: the first half of each fold is, as in LFW. */
    public static boolean same(SyntheticSpec spec, int pair) {
        int fold = spec.pairs() / SyntheticSpec.FOLDS;
        return pair % fold < fold / 2;
    }

    /**
     * One image of a pair, as pixels {@code [side * side * 3]}.
     *
     * <p>Each fold has people of its own, as many as genuine pairs. Person p of a fold has a genuine pair of its images 0 and
     * 1, and its image 2 meets image 3 of the next person.
     *
     * @param which 0 for the left image, 1 for the right one
     */
    public byte[] pixels(SyntheticSpec spec, int pair, int which) {
        long person = person(spec, pair, which);
        int image = same(spec, pair) ? which : 2 + which;
        FaceConditions conditions = which == 0 ? left : right;
        return FacePainter.paint(
                FaceIdentity.of(spec.seed(), person), FaceView.of(spec.seed(), person, image, conditions), spec.side());
    }

    /** The number of the person on an image of a pair. */
    long person(SyntheticSpec spec, int pair, int which) {
        int fold = spec.pairs() / SyntheticSpec.FOLDS;
        int people = fold / 2;
        int first = pair / fold * people;
        int member = pair % fold % people;
        int shown = same(spec, pair) || which == 0 ? member : (member + 1) % people;
        return FIRST_PERSON + number * PEOPLE_A_SET + first + shown;
    }
}
