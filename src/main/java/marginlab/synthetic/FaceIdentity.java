package marginlab.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * What makes a person look like that person, in every image.
 *
 * <p>Lengths are in head units: the chin of the mean head lies at y = -1, its eyes at 0.12, its crown at 1.2; x is
 * positive to the right of the image, z towards the viewer.
 */
public record FaceIdentity(
        Head head,
        Eyes eyes,
        Brows brows,
        Nose nose,
        Mouth mouth,
        Skin skin,
        Hair hair,
        List<Mole> marks,
        int texture) {

    /** Separates the stream of an identity from the streams of its images. */
    private static final long STREAM = 1;

    public FaceIdentity {
        marks = List.copyOf(marks);
    }

    /** The skull, the jaw and what covers them; factors of the mean where not a length. */
    record Head(
            float width,
            float length,
            float jaw,
            float chinWidth,
            float chinForward,
            float cheekbone,
            float cheekFull,
            float browRidge,
            float forehead,
            float earSize,
            float earOut,
            float neck) {}

    /** Both eyes: place, half-width, opening, slant, depth in the skull, fold of the lid, iris colour, lashes. */
    record Eyes(
            float spacing,
            float y,
            float width,
            float open,
            float slant,
            float depth,
            float fold,
            float iris,
            FaceColour colour,
            float lashes) {}

    /** Both brows. */
    record Brows(float y, float thick, float length, float arch, float slant, float gap, float dark) {}

    /** The nose: bridge is positive for a hump and negative for a hollow; tip is positive when it points upwards. */
    record Nose(float length, float width, float height, float bridge, float bridgeWidth, float tip, float wings) {}

    /** The mouth and the lips. */
    record Mouth(float y, float width, float upper, float lower, float curve, float forward) {}

    /** Skin and lips: colours in [0, 1], blush and freckles as strengths, wrinkles as the share of the usual. */
    record Skin(FaceColour colour, FaceColour lips, float blush, float freckles, float wrinkles, float shine) {}

    /**
     * Hair and beard.
     *
     * @param length how far it hangs below the eyes; 0 for short hair
     * @param beard 0 none, 1 full
     * @param moustache likewise
     * @param greyFrom age at which it starts to turn grey
     * @param recede how far the hairline withdraws with age
     */
    record Hair(
            FaceColour colour,
            float hairline,
            float peak,
            float volume,
            float length,
            float fringe,
            float curl,
            float parting,
            float beard,
            float moustache,
            float greyFrom,
            float recede) {}

    /** A mole: place on the face, radius, darkness. */
    record Mole(float x, float y, float radius, float dark) {}

    /** Identity {@code k} of the world that {@code seed} makes. */
    public static FaceIdentity of(long seed, long k) {
        FaceRandom random = new FaceRandom(seed, STREAM, k);
        float male = FaceMaths.rise(0.3f, 0.7f, random.unit());
        float melanin = random.unit();
        Skin skin = skin(random, melanin, male);
        FaceColour hair = hairColour(random, melanin);
        return new FaceIdentity(
                head(random, male),
                eyes(random, melanin, male),
                brows(random, hair, male),
                nose(random, melanin, male),
                mouth(random, melanin, male),
                skin,
                hair(random, hair, melanin, male),
                marks(random),
                (int) random.next());
    }

    private static Head head(FaceRandom r, float male) {
        return new Head(
                r.bell(1, 0.055f),
                r.bell(1, 0.045f),
                r.bell(0.95f + 0.09f * male, 0.07f),
                r.bell(0.9f + 0.2f * male, 0.16f),
                r.bell(0.01f * male, 0.035f),
                r.bell(0.055f - 0.01f * male, 0.03f),
                r.bell(0, 0.042f),
                r.bell(0.01f + 0.035f * male, 0.016f),
                r.bell(0.01f - 0.02f * male, 0.03f),
                r.bell(1, 0.13f),
                r.bell(0.13f, 0.04f),
                r.bell(0.36f + 0.07f * male, 0.025f));
    }

    private static Eyes eyes(FaceRandom r, float melanin, float male) {
        float light = r.unit();
        FaceColour brown = new FaceColour(0.30f, 0.18f, 0.10f);
        FaceColour other = r.chance(0.5f)
                ? new FaceColour(0.38f, 0.55f, 0.72f)
                : r.chance(0.5f) ? new FaceColour(0.36f, 0.48f, 0.30f) : new FaceColour(0.55f, 0.38f, 0.18f);
        float share = melanin < 0.45f && light > 0.35f ? r.between(0.5f, 1) : r.between(0, 0.15f);
        return new Eyes(
                r.bell(0.315f, 0.022f),
                r.bell(0.12f, 0.025f),
                r.bell(0.166f - 0.006f * male, 0.014f),
                r.bell(0.102f - 0.012f * male, 0.014f),
                r.bell(0.014f - 0.008f * male, 0.018f),
                r.bell(0.07f + 0.02f * male, 0.028f),
                r.between(0.015f, 0.075f),
                r.bell(0.079f, 0.004f),
                brown.mix(other, share),
                FaceMaths.clamp(r.bell(0.75f - 0.45f * male, 0.2f)));
    }

    private static Brows brows(FaceRandom r, FaceColour hair, float male) {
        float dark = 0.9f - 0.3f * hair.red();
        return new Brows(
                r.bell(0.245f - 0.03f * male, 0.024f),
                Math.max(0.018f, r.bell(0.034f + 0.014f * male, 0.010f)),
                r.bell(0.215f, 0.022f),
                r.bell(0.045f - 0.02f * male, 0.020f),
                r.bell(0.01f, 0.030f),
                r.bell(0, 0.03f),
                FaceMaths.clamp(r.bell(dark, 0.12f)));
    }

    private static Nose nose(FaceRandom r, float melanin, float male) {
        return new Nose(
                r.bell(0.015f * male, 0.040f),
                r.bell(0.165f + 0.015f * male + 0.035f * melanin, 0.018f),
                r.bell(0.27f + 0.03f * male - 0.05f * melanin, 0.045f),
                r.bell(0.01f * male, 0.028f),
                r.bell(0.078f + 0.02f * melanin, 0.014f),
                r.bell(0, 0.030f),
                r.bell(0.05f, 0.016f));
    }

    private static Mouth mouth(FaceRandom r, float melanin, float male) {
        return new Mouth(
                r.bell(-0.55f, 0.022f),
                r.bell(0.245f, 0.026f),
                Math.max(0.022f, r.bell(0.052f - 0.012f * male + 0.020f * melanin, 0.014f)),
                Math.max(0.035f, r.bell(0.078f - 0.012f * male + 0.020f * melanin, 0.016f)),
                r.bell(0, 0.018f),
                r.bell(0.03f + 0.03f * melanin, 0.018f));
    }

    private static Skin skin(FaceRandom r, float melanin, float male) {
        FaceColour light = new FaceColour(0.93f, 0.76f, 0.66f);
        FaceColour middle = new FaceColour(0.78f, 0.56f, 0.42f);
        FaceColour dark = new FaceColour(0.40f, 0.26f, 0.19f);
        FaceColour colour = melanin < 0.5f ? light.mix(middle, 2 * melanin) : middle.mix(dark, 2 * melanin - 1);
        float warmth = r.bell(0, 0.018f);
        colour = new FaceColour(colour.red() + warmth, colour.green(), colour.blue() - warmth);
        FaceColour rose = new FaceColour(0.72f, 0.28f, 0.30f);
        float red = FaceMaths.clamp(r.bell(0.55f - 0.25f * male, 0.15f));
        FaceColour deep = colour.times(0.86f, 0.70f, 0.72f);
        return new Skin(
                colour,
                deep.mix(rose, red * (1 - 0.5f * melanin)),
                FaceMaths.clamp(r.bell(0.4f, 0.25f)),
                melanin < 0.5f && r.chance(0.25f) ? r.between(0.3f, 1) : 0,
                r.between(0.6f, 1.4f),
                r.between(0.05f, 0.22f));
    }

    private static FaceColour hairColour(FaceRandom r, float melanin) {
        FaceColour black = new FaceColour(0.09f, 0.07f, 0.07f);
        FaceColour brown = new FaceColour(0.33f, 0.21f, 0.13f);
        FaceColour blond = new FaceColour(0.80f, 0.64f, 0.40f);
        FaceColour red = new FaceColour(0.58f, 0.26f, 0.12f);
        float fair = r.unit() * (melanin < 0.45f ? 1 : 0.35f);
        if (melanin < 0.35f && r.chance(0.12f)) {
            return brown.mix(red, r.between(0.5f, 1));
        }
        return fair < 0.5f ? black.mix(brown, 2 * fair) : brown.mix(blond, 2 * fair - 1);
    }

    private static Hair hair(FaceRandom r, FaceColour colour, float melanin, float male) {
        boolean longer = r.chance(0.85f - 0.8f * male);
        boolean bearded = r.chance(0.45f * male);
        float curl = FaceMaths.clamp(r.bell(0.15f + 0.35f * melanin, 0.3f));
        return new Hair(
                colour,
                r.bell(0.80f, 0.045f),
                r.bell(0, 0.05f),
                Math.max(0.04f, r.bell(0.085f, 0.025f)) + 0.07f * curl + (longer ? 0.03f : 0),
                longer ? r.between(0.45f, 1.9f) : 0,
                r.chance(longer ? 0.35f : 0.2f) ? r.between(0.15f, 0.34f) : 0,
                curl,
                r.between(-0.4f, 0.4f),
                bearded ? r.between(0.25f, 1) : 0.12f * male * r.unit(),
                r.chance(0.2f * male) ? r.between(0.4f, 1) : 0,
                r.between(32, 62),
                male * r.unit() * 0.4f);
    }

    private static List<Mole> marks(FaceRandom r) {
        List<Mole> marks = new ArrayList<>();
        int count = r.below(4);
        for (int i = 0; i < count; i++) {
            marks.add(new Mole(
                    r.between(-0.55f, 0.55f),
                    r.between(-0.8f, 0.6f),
                    r.between(0.014f, 0.032f),
                    r.between(0.35f, 0.8f)));
        }
        return marks;
    }
}
