package marginlab.synthetic;

/** The ranges that the view of an image is drawn from: what a set of photographs was chosen for. */
public enum FaceConditions {
    /** Anything that happens in front of a camera, for training. */
    WILD(24, 85, 18, 72),
    /** Near frontal, of any age, two images of a person a few years apart: LFW. */
    PLAIN(17, 45, 24, 52),
    /** Looking at the camera: the one half of CFP-FP. */
    FRONTAL(5, 10, 24, 52),
    /** Seen from the side: the other half. */
    PROFILE(0, 85, 24, 52),
    /** The one half of AgeDB-30. */
    YOUNG(14, 40, 17, 27),
    /** The other half. */
    OLD(14, 40, 57, 74);

    /** Least degrees of yaw of a profile; most are near {@link #steepest}. */
    private static final float LEAST_PROFILE = 58;

    private final float spread;
    private final float steepest;
    private final float youngest;
    private final float oldest;

    FaceConditions(float spread, float steepest, float youngest, float oldest) {
        this.spread = spread;
        this.steepest = steepest;
        this.youngest = youngest;
        this.oldest = oldest;
    }

    /** How far the head is turned, in degrees; positive when it looks to the right of the image. */
    float yaw(FaceRandom random) {
        if (this == PROFILE) {
            return random.between(LEAST_PROFILE, steepest) * (random.chance(0.5f) ? 1 : -1);
        }
        // A sixth of the photographs in the wild are taken from the side.
        float turn =
                this == WILD && random.chance(0.16f) ? random.between(-steepest, steepest) : random.bell(0, spread);
        return Math.max(-steepest, Math.min(steepest, turn));
    }

    /** Age in years. */
    float age(FaceRandom random) {
        return random.between(youngest, oldest);
    }
}
