package marginlab.synthetic;

import static marginlab.synthetic.FaceMaths.bump;
import static marginlab.synthetic.FaceMaths.clamp;
import static marginlab.synthetic.FaceMaths.rise;
import static marginlab.synthetic.FaceMaths.stroke;

/** Paints lips, teeth, nostrils and the folds between nose and mouth on the skin. */
final class FaceMouth {
    private static final FaceColour DARK = new FaceColour(0.20f, 0.07f, 0.07f);
    private static final FaceColour TEETH = new FaceColour(0.93f, 0.90f, 0.84f);

    private final FaceIdentity person;
    private final FaceColour lips;
    private final float y;
    private final float width;
    private final float upper;
    private final float lower;
    private final float curve;
    private final float open;
    private final float fold;
    private final float tip;
    private final float old;

    FaceMouth(FaceIdentity person, FaceView view) {
        this.person = person;
        FaceIdentity.Mouth mouth = person.mouth();
        float smile = view.expression().smile();
        old = rise(35, 75, view.age());
        lips = person.skin().lips();
        open = view.expression().open();
        y = mouth.y() + 0.3f * open - 0.012f * smile;
        width = mouth.width() * (1 + 0.2f * smile - 0.4f * open);
        upper = mouth.upper() * (1 - 0.25f * Math.max(0, smile)) * (1 - 0.35f * old);
        lower = mouth.lower() * (1 - 0.15f * Math.max(0, smile)) * (1 - 0.25f * old);
        curve = mouth.curve() + 0.055f * smile - 0.02f * old;
        fold = clamp(
                0.10f + 0.5f * Math.max(0, smile) + 0.55f * old * person.skin().wrinkles());
        tip = FaceHead.noseTip(person);
    }

    void paint(FacePaint paint, float u, float v) {
        float side = Math.abs(u);
        if (v > -0.05f || v < -0.95f || side > 0.6f) {
            return;
        }
        nostrils(paint, side, v);
        folds(paint, side, v);
        float q = u / width;
        if (Math.abs(q) < 1.15f) {
            lips(paint, q, v);
        }
    }

    private void nostrils(FacePaint paint, float side, float v) {
        float wide = person.nose().width();
        float base = tip - 0.095f + 0.5f * person.nose().tip();
        paint.shade(0.75f * bump(side, v, 0.42f * wide, base + 0.012f, 0.36f * wide, 0.030f));
        paint.shade(0.35f * bump(side, v, 0, base - 0.02f, 0.9f * wide, 0.05f));
        // The wing's crease.
        paint.shade(0.35f * stroke(side, v, 0.98f * wide, tip + 0.03f, 0.95f * wide, base + 0.01f, 0.035f));
        paint.shade(0.12f * bump(side, v, 0, (base + y + upper) / 2, 0.035f, 0.10f));
    }

    private void folds(FacePaint paint, float side, float v) {
        float wide = person.nose().width();
        paint.shade(0.34f * fold * stroke(side, v, wide + 0.03f, tip - 0.01f, width + 0.085f, y + 0.03f, 0.05f));
        paint.shade(0.30f * old * stroke(side, v, width + 0.04f, y - 0.03f, width + 0.06f, y - 0.22f, 0.045f));
        paint.shade(0.20f * bump(side, v, 0, y - lower - open - 0.06f, 0.17f, 0.055f));
    }

    private void lips(FacePaint paint, float q, float v) {
        float bow = Math.max(0, 1 - q * q);
        float line = y + curve * (q * q - 0.35f);
        float size = Math.abs(q);
        // Cupid's bow: a dip in the middle, highest at a quarter of the width.
        float top = line + upper * bow * (0.78f + 0.36f * rise(0, 0.3f, size));
        float gap = open * (float) Math.sqrt(bow);
        float bottom = line - gap - lower * bow * (0.9f + 0.1f * bow);
        float opacity = clamp(Math.min(top - v, v - bottom) / 0.016f + 0.4f) * Math.min(1, 6 * bow);
        if (opacity > 0) {
            boolean above = v > line;
            float round = above ? (v - line) / Math.max(0.01f, top - line) : (line - gap - v) / Math.max(0.01f, lower);
            FaceColour colour = above ? lips.times(0.80f + 0.12f * round) : lips.times(1.08f - 0.22f * round);
            paint.lay(colour, 0.88f * opacity);
            paint.shine += (above ? 0.05f : 0.22f) * opacity;
        }
        if (gap > 0.012f && v < line && v > line - gap) {
            float inside = clamp(Math.min(line - v, v - line + gap) / 0.012f + 0.3f);
            paint.lay(DARK, inside);
            paint.lay(TEETH.times(1 - 0.55f * q * q), inside * rise(-0.075f, -0.060f, v - line) * rise(1, 0.8f, size));
        } else {
            float away = v - line + gap / 2;
            paint.lay(DARK, 0.75f * bump(away * away / 0.0005f) * Math.min(1, 5 * Math.max(0, 1.1f - size)));
        }
        float corner = (size - 1) * width;
        paint.shade(0.4f * bump(corner, v - line, 0, 0, 0.04f, 0.03f));
    }
}
