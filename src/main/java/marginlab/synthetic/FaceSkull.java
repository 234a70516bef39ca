package marginlab.synthetic;

/** The outline of a head without its features: half-width, front and back at each height. */
final class FaceSkull {
    private static final FaceCurve BACK =
            new FaceCurve(-1, 0.12f, -0.8f, -0.10f, -0.55f, -0.5f, -0.25f, -0.82f, 0.2f, -1, 0.6f, -1.02f, 1.2f, -0.9f);

    /** Where the crown starts to close, and its top. */
    private static final float CROWN = 0.5f;

    private static final float TOP = 1.2f;

    /** Where the chin starts to close, and its bottom. */
    private static final float CHIN = -0.80f;

    private static final float BOTTOM = -1;

    private final FaceCurve width;
    private final FaceCurve front;
    private final float factor;

    FaceSkull(FaceIdentity.Head head, float age) {
        float jaw = head.jaw() + 0.0012f * (age - 40);
        width = new FaceCurve(
                -1,
                0.25f * head.chinWidth(),
                -0.8f,
                0.375f * (0.5f * jaw + 0.5f * head.chinWidth()),
                -0.55f,
                0.56f * jaw,
                -0.25f,
                0.675f * (0.6f * jaw + 0.4f),
                0.05f,
                0.735f,
                0.4f,
                0.755f,
                0.8f,
                0.765f,
                1.2f,
                0.75f);
        float chin = head.chinForward();
        front = new FaceCurve(
                -1,
                0.75f + chin,
                -0.86f,
                0.795f + chin,
                -0.70f,
                0.745f + 0.7f * chin,
                -0.54f,
                0.775f + 0.3f * chin,
                -0.33f,
                0.775f,
                -0.05f,
                0.755f,
                0.16f,
                0.76f,
                0.36f,
                0.81f + head.browRidge() * 0.6f,
                0.6f,
                0.83f + head.forehead(),
                0.9f,
                0.76f + head.forehead() * 0.7f,
                1.2f,
                0.70f);
        factor = head.width();
    }

    /** 1 along the head, falling to 0 at the chin's bottom and the crown's top like an ellipse. */
    static float closing(float y) {
        float t = y > CROWN ? (y - CROWN) / (TOP - CROWN) : y < CHIN ? (CHIN - y) / (CHIN - BOTTOM) : 0;
        return t >= 1 ? 0 : (float) Math.sqrt(1 - t * t);
    }

    /** Half-width before {@link #closing}. */
    float width(float y) {
        return width.at(y) * factor;
    }

    /** z of the face's middle line before {@link #closing}. */
    float front(float y) {
        return front.at(y);
    }

    /** z of the back before {@link #closing}. */
    float back(float y) {
        return BACK.at(y);
    }

    /** z of the widest spot, towards which the head closes; the chin closes towards its front. */
    float middle(float y) {
        return FaceMaths.mix(back(y), front(y), 0.5f + 0.12f * FaceMaths.rise(CHIN + 0.2f, BOTTOM, y));
    }
}
