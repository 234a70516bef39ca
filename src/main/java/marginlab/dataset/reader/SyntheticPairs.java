package marginlab.dataset.reader;

import marginlab.synthetic.FaceConditions;
import marginlab.synthetic.FaceIdentity;
import marginlab.synthetic.FacePainter;
import marginlab.synthetic.FaceView;

/** The verification sets of the synthetic faces, each the mirror of a column of the paper's tables. */
public enum SyntheticPairs {
    /** LFW: two photographs as they come. */
    PLAIN("plain", 0, 6, FaceConditions.PLAIN, FaceConditions.PLAIN),
    /** CFP-FP: one from the front, one from the side. */
    PROFILE("profile", 1, 7, FaceConditions.FRONTAL, FaceConditions.PROFILE),
    /** AgeDB-30: three decades or more between the two. */
    AGE("age", 2, 6, FaceConditions.YOUNG, FaceConditions.OLD);

    /** Numbers of test people start here, beyond those of any training set. */
    static final long FIRST_PERSON = 1L << 40;

    private static final long PEOPLE_A_SET = 1L << 32;

    private final String column;
    /** Whose people are drawn; it is part of every pixel, so it stays with its set wherever that stands in the list. */
    private final int number;

    /** Sixths of the pairs that are asked for: CFP-FP has 7,000 where LFW and AgeDB-30 have 6,000. */
    private final int sixths;

    private final FaceConditions left;
    private final FaceConditions right;

    SyntheticPairs(String column, int number, int sixths, FaceConditions left, FaceConditions right) {
        this.column = column;
        this.number = number;
        this.sixths = sixths;
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

    /** Pairs of the set: as many as are asked for, or seven sixths of that, in ten folds of which half is genuine. */
    public int count(SyntheticSpec spec) {
        int step = 2 * SyntheticSpec.FOLDS;
        return Math.toIntExact((long) spec.pairs() * sixths / 6 / step * step);
    }

    /** People of the set, each on two photographs. */
    public int people(SyntheticSpec spec) {
        return count(spec) / 2;
    }

    /** Whether a pair is genuine: the first half of each fold is, as in LFW. */
    public boolean same(SyntheticSpec spec, int pair) {
        int fold = count(spec) / SyntheticSpec.FOLDS;
        return pair % fold < fold / 2;
    }

    /**
     * The person on an image of a pair, counted within the set.
     *
     * <p>Each fold has people of its own, as many as genuine pairs. The two photographs of a person make a genuine pair, and the left
     * one meets the right one of the next person.
     *
     * @param which 0 for the left image, 1 for the right one
     */
    public int person(SyntheticSpec spec, int pair, int which) {
        int fold = count(spec) / SyntheticSpec.FOLDS;
        int people = fold / 2;
        int first = pair / fold * people;
        int member = pair % fold % people;
        int shown = same(spec, pair) || which == 0 ? member : (member + 1) % people;
        return first + shown;
    }

    /** The photograph of a person for one side of a pair, as pixels {@code [side * side * 3]}. */
    public byte[] pixels(SyntheticSpec spec, int person, int which) {
        long face = face(person);
        FaceConditions conditions = which == 0 ? left : right;
        return FacePainter.paint(
                FaceIdentity.of(spec.seed(), face), FaceView.of(spec.seed(), face, which, conditions), spec.side());
    }

    /** The number of a person among all that are ever drawn, those of training too. */
    long face(int person) {
        return FIRST_PERSON + number * PEOPLE_A_SET + person;
    }
}
