package marginlab.synthetic;

/**
 * What makes one photograph of a person differ from the next.
 *
 * @param pose how the head is held and where it is in the image
 * @param expression what the face does
 * @param age in years
 * @param light what falls on it
 * @param camera what the camera makes of it
 * @param glasses whether the person wears them
 * @param scene the random number behind background and clothes
 */
public record FaceView(
        Pose pose, FacialExpression expression, float age, Light light, Camera camera, boolean glasses, long scene) {

    /** Separates the streams of images from the stream of their identity. */
    private static final long STREAM = 2;

    /** Angles in radians; the shift as a share of the image, the zoom as a factor. */
    record Pose(float yaw, float pitch, float roll, float shiftX, float shiftY, float zoom) {}

    /** Smile in [-0.3, 1], opening of the mouth and rise of the brows in head units, lids 0 to 1 (shut), gaze. */
    record FacialExpression(float smile, float open, float brows, float lids, float gazeX, float gazeY) {}

    /** A lamp at a unit vector (x, y, z), its strength and colour, and the light from everywhere. */
    record Light(float x, float y, float z, float strength, float ambient, FaceColour tint, FaceColour sky) {}

    /** Exposure as a factor, contrast likewise, blur in passes of a 3-tap filter, noise in grey levels. */
    record Camera(float exposure, float contrast, float saturation, float blur, float noise) {}

    /** Image {@code j} of identity {@code k}. */
    public static FaceView of(long seed, long k, long j, FaceConditions conditions) {
        FaceRandom random = new FaceRandom(seed, STREAM, k, j);
        return new FaceView(
                pose(random, conditions),
                expression(random),
                conditions.age(random),
                light(random),
                camera(random),
                random.chance(0.12f),
                random.next());
    }

    private static Pose pose(FaceRandom r, FaceConditions conditions) {
        float degree = 0.017453292f;
        return new Pose(
                conditions.yaw(r) * degree,
                r.bell(0, 8) * degree,
                r.bell(0, 4) * degree,
                r.bell(0, 0.016f),
                r.bell(0, 0.016f),
                r.bell(1, 0.04f));
    }

    private static FacialExpression expression(FaceRandom r) {
        boolean laughing = r.chance(0.3f);
        float smile = laughing ? r.between(0.6f, 1) : r.bell(0.15f, 0.2f);
        float open = laughing ? r.between(0.02f, 0.10f) : r.chance(0.2f) ? r.between(0.02f, 0.14f) : 0;
        return new FacialExpression(
                smile,
                open,
                r.bell(0, 0.018f),
                FaceMaths.clamp(r.bell(0.08f, 0.12f)),
                r.bell(0, 0.022f),
                r.bell(0, 0.010f));
    }

    private static Light light(FaceRandom r) {
        float x = r.bell(0, 0.62f);
        float y = r.bell(0.45f, 0.35f);
        float z = r.between(0.35f, 1);
        float length = (float) Math.sqrt(x * x + y * y + z * z);
        float strength = r.between(0.35f, 0.85f);
        float warmth = r.bell(0, 0.07f);
        float cold = r.bell(0, 0.05f);
        return new Light(
                x / length,
                y / length,
                z / length,
                strength,
                r.between(0.75f, 1) - 0.62f * strength,
                new FaceColour(1 + warmth, 1, 1 - 1.3f * warmth),
                new FaceColour(1 + cold, 1, 1 - cold));
    }

    private static Camera camera(FaceRandom r) {
        return new Camera(
                r.bell(1.08f, 0.12f),
                r.bell(1, 0.10f),
                Math.max(0, r.bell(0.95f, 0.15f)),
                r.chance(0.35f) ? r.between(0.3f, 1.6f) : 0.2f,
                r.between(1, 6));
    }
}
