package marginlab.synthetic;

import static marginlab.synthetic.FaceMaths.bump;

/** Paints what is around a person: hair, clothes and the blurred background. */
final class FaceScene {
    private final FaceColour near;
    private final FaceColour far;
    private final FaceColour cloth;
    private final FaceColour blob;
    private final float blobX;
    private final float blobY;
    private final float slope;
    private final float stripes;
    private final FaceColour hair;
    private final float curl;
    private final FaceNoise weave = new FaceNoise(17);
    private final FaceNoise strands;
    private final FaceNoise locks;

    FaceScene(FaceIdentity person, FaceView view, FaceColour hair) {
        curl = person.hair().curl();
        strands = new FaceNoise(person.texture() + 15);
        locks = new FaceNoise(person.texture() + 16);
        this.hair = hair;
        FaceRandom random = new FaceRandom(view.scene(), 2);
        near = muted(random, 0.15f, 0.85f);
        far = muted(random, 0.15f, 0.85f);
        blob = muted(random, 0.1f, 1);
        cloth = muted(random, 0.05f, 0.9f);
        blobX = random.unit();
        blobY = random.unit();
        slope = random.between(-0.5f, 0.5f);
        stripes = random.chance(0.25f) ? random.between(10, 26) : 0;
    }

    /** The background at a share of the image's width and height. */
    void background(FacePaint paint, float x, float y) {
        paint.fill(near, 0);
        paint.lay(far, FaceMaths.rise(0.1f, 0.9f, y + slope * (x - 0.5f)));
        paint.lay(blob, 0.8f * bump(x, y, blobX, blobY, 0.45f, 0.35f));
    }

    void cloth(FacePaint paint, float angle, float y) {
        paint.fill(cloth, 0.02f);
        if (stripes > 0) {
            paint.scale(1 + 0.18f * weave.at(angle * stripes * 0.4f, y * stripes));
        }
    }

    void hair(FacePaint paint, float turn, float y) {
        paint.fill(hair, 0.30f);
        float strand = strands.at(turn * 22, y * (2 + 12 * curl));
        float lock = locks.at(turn * 8 + y, y * (1 + 6 * curl));
        paint.scale(1 + 0.22f * strand + 0.16f * lock);
        paint.shine *= 1 - 0.6f * curl;
    }

    private static FaceColour muted(FaceRandom random, float low, float high) {
        float grey = random.between(low, high);
        return new FaceColour(
                FaceMaths.clamp(grey + random.bell(0, 0.09f)),
                FaceMaths.clamp(grey + random.bell(0, 0.06f)),
                FaceMaths.clamp(grey + random.bell(0, 0.09f)));
    }
}
