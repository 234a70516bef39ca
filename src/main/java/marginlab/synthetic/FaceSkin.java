package marginlab.synthetic;

import static marginlab.synthetic.FaceMaths.bump;
import static marginlab.synthetic.FaceMaths.clamp;
import static marginlab.synthetic.FaceMaths.rise;

/** Paints skin: its tone, blush, freckles, moles, wrinkles, beard, ears and the edge of the hair. */
final class FaceSkin {
    private final FaceIdentity person;
    private final FaceHair hair;
    private final FaceEyes eyes;
    private final FaceMouth mouth;
    private final FaceColour tone;
    private final FaceColour blush;
    private final FaceColour mark;
    private final float old;
    private final float beard;
    private final float red;
    private final float tip;
    private final float freckled;
    private final FaceIdentity.Mole[] marks;
    private final FaceNoise grain;
    private final FaceNoise dots;
    private final FaceNoise waves;
    private final FaceNoise uneven;
    private final FaceNoise whiskers;

    FaceSkin(FaceIdentity person, FaceView view, FaceHair hair) {
        this.person = person;
        this.hair = hair;
        eyes = new FaceEyes(person, view, hair.colour());
        mouth = new FaceMouth(person, view);
        old = rise(32, 74, view.age()) * person.skin().wrinkles();
        tone = person.skin().colour();
        blush = tone.times(1.04f, 0.80f, 0.80f);
        mark = tone.times(0.45f, 0.38f, 0.36f);
        beard = person.hair().beard() * rise(17, 24, view.age());
        red = 0.5f * person.skin().blush();
        tip = FaceHead.noseTip(person) + 0.02f;
        freckled = 0.22f * person.skin().freckles();
        marks = person.marks().toArray(FaceIdentity.Mole[]::new);
        grain = new FaceNoise(person.texture() + 5);
        dots = new FaceNoise(person.texture() + 7);
        waves = new FaceNoise(person.texture() + 9);
        uneven = new FaceNoise(person.texture() + 11);
        whiskers = new FaceNoise(person.texture() + 13);
    }

    /** Paints the spot (u, v) at an angle around the head. */
    void paint(FacePaint paint, float u, float v, float turn) {
        paint.fill(tone, person.skin().shine());
        if (v <= FaceBody.CHART + 0.01f) {
            paint.shade(clamp(0.30f - 0.5f * (FaceBody.CHART - v)));
            return;
        }
        float size = Math.abs(turn);
        paint.scale(1 + 0.035f * grain.at(u * 5 + turn, v * 5));
        if (size < 1.45f) {
            front(paint, u, v);
        }
        ear(paint, size, v);
        float above = v - hair.line(turn);
        if (above > -0.05f) {
            paint.lay(hair.colour(), 0.8f * rise(-0.05f, 0.05f, above));
        }
    }

    private void front(FacePaint paint, float u, float v) {
        float side = Math.abs(u);
        paint.lay(blush, red * bump(side, v, 0.43f, -0.20f, 0.28f, 0.24f));
        paint.lay(blush, 0.35f * bump(side, v, 0, tip, 0.17f, 0.15f));
        float freckles = freckled > 0 ? bump(u, v, 0, -0.08f, 0.62f, 0.32f) : 0;
        if (freckles > 0) {
            paint.shade(freckled * rise(0.35f, 0.6f, dots.at(u * 24, v * 24)) * freckles);
        }
        for (FaceIdentity.Mole spot : marks) {
            paint.lay(mark, spot.dark() * bump(u, v, spot.x(), spot.y(), 1.4f * spot.radius(), 1.4f * spot.radius()));
        }
        if (old > 0) {
            wrinkles(paint, u, v);
        }
        beard(paint, u, v, side);
        mouth.paint(paint, u, v);
        eyes.paint(paint, u, v);
    }

    private void wrinkles(FacePaint paint, float u, float v) {
        float forehead = v > 0.42f ? bump(u, v, 0, 0.62f, 0.55f, 0.24f) : 0;
        if (forehead > 0) {
            float wave = (v + 0.05f * u * u + 0.012f * waves.at(u * 4, v * 3)) * 9.5f;
            float away = wave - (float) Math.floor(wave) - 0.5f;
            float line = bump(away * away / 0.05f);
            paint.shade(0.20f * old * line * forehead);
        }
        float frown = Math.abs(u) - 0.05f;
        paint.shade(0.22f * old * bump(frown, v, 0, 0.32f, 0.022f, 0.11f));
        // Old skin is uneven.
        paint.scale(1 - 0.10f * old * clamp(uneven.at(u * 9, v * 9)));
    }

    private void beard(FacePaint paint, float u, float v, float side) {
        if (v > -0.1f || beard == 0 && person.hair().moustache() == 0) {
            return;
        }
        float mouthY = person.mouth().y();
        float growth = beard * rise(-0.40f + 0.55f * side, -0.58f + 0.40f * side, v);
        if (growth > 0) {
            float lips = bump(u, v, 0, mouthY - 0.01f, 1.25f * person.mouth().width(), 0.17f);
            growth *= 1 - Math.min(1, 1.6f * lips);
        }
        float above = person.hair().moustache() > beard ? person.hair().moustache() : beard;
        growth = Math.max(
                growth,
                above * bump(u, v, 0, mouthY + 0.115f, 1.15f * person.mouth().width(), 0.085f));
        if (growth > 0) {
            float hairs = 0.8f + 0.2f * whiskers.at(u * 26, v * 13);
            paint.lay(hair.colour(), clamp(1.15f * growth) * hairs * 0.88f);
            paint.shine *= 1 - growth;
        }
    }

    private void ear(FacePaint paint, float size, float v) {
        if (size < 1.3f || size > 2) {
            return;
        }
        float dx = (size - FaceHead.EAR_TURN) / FaceHead.EAR_WIDE;
        float dy = (v - FaceHead.EAR_Y) / (FaceHead.EAR_HIGH * person.head().earSize());
        float inside = dx * dx + dy * dy;
        if (inside < 1.2f) {
            paint.lay(blush, 0.4f * clamp(2 - 2 * inside));
            paint.shade(0.42f * bump(dx + 0.15f, dy - 0.05f, 0, 0, 0.6f, 0.62f));
            float rim = inside - 1;
            paint.shade(0.25f * bump(rim * rim / 0.04f));
        }
    }
}
