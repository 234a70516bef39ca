package marginlab.synthetic;

import static marginlab.synthetic.FaceMaths.bump;
import static marginlab.synthetic.FaceMaths.clamp;
import static marginlab.synthetic.FaceMaths.mix;
import static marginlab.synthetic.FaceMaths.noise;
import static marginlab.synthetic.FaceMaths.rise;

/** Paints eyes, brows and glasses on the skin. Left and right are mirrored but for the gaze. */
final class FaceEyes {
    private static final FaceColour WHITE = new FaceColour(0.93f, 0.91f, 0.89f);
    private static final FaceColour PUPIL = new FaceColour(0.04f, 0.03f, 0.03f);
    private static final FaceColour LASHES = new FaceColour(0.10f, 0.07f, 0.06f);
    private static final FaceColour GLINT = new FaceColour(1, 1, 1);

    private final FaceIdentity.Eyes eyes;
    private final FaceIdentity.Brows brows;
    private final FaceView view;
    private final FaceColour browColour;
    private final FaceColour frame;
    private final float frameWide;
    private final float frameHigh;
    private final float upper;
    private final float old;
    private final int texture;

    FaceEyes(FaceIdentity person, FaceView view, FaceColour hair) {
        this.eyes = person.eyes();
        this.brows = person.brows();
        this.view = view;
        texture = person.texture();
        old = rise(38, 75, view.age());
        browColour = hair.mix(LASHES, 0.35f);
        float shut = clamp(
                view.expression().lids() + 0.25f * Math.max(0, view.expression().smile() - 0.3f) + 0.18f * old);
        upper = mix(eyes.open() + 0.6f * view.expression().brows(), -0.4f * eyes.open(), shut);
        FaceRandom random = new FaceRandom(person.texture(), view.scene());
        frame = new FaceColour(random.between(0.05f, 0.3f), random.between(0.05f, 0.2f), random.between(0.05f, 0.2f));
        frameWide = random.between(0.21f, 0.25f);
        frameHigh = random.between(0.13f, 0.19f);
    }

    void paint(FacePaint paint, float u, float v) {
        float side = u < 0 ? -1 : 1;
        float x = Math.abs(u) - eyes.spacing();
        if (Math.abs(x) > 0.4f) {
            return;
        }
        float y = v - eyes.y() - eyes.slant() * x / eyes.width();
        if (y > 0.45f || y < -0.35f) {
            return;
        }
        socket(paint, x, y);
        eye(paint, x, y, side);
        brow(paint, x, v, side);
        if (view.glasses()) {
            glasses(paint, x, v - eyes.y());
        }
    }

    private void socket(FacePaint paint, float x, float y) {
        paint.shade(0.20f * bump(x, y, -0.03f, 0.07f, 0.26f, 0.15f));
        paint.shade(0.16f * bump(x, y, -0.13f, 0.02f, 0.12f, 0.15f));
        // The bag under the eye grows with age.
        paint.shade((0.07f + 0.2f * old) * bump(x, y, 0, -0.115f, 0.19f, 0.05f + 0.03f * old));
        float away = x - eyes.width() - 0.07f;
        if (old > 0 && away > -0.06f && away < 0.14f) {
            float ray = Math.abs(noise(1.5f, (y + 0.25f * x) * 22, texture));
            paint.shade(0.30f * old * ray * bump(away, y, 0.03f, -0.02f, 0.11f, 0.13f));
        }
    }

    private void eye(FacePaint paint, float x, float y, float side) {
        float q = x / eyes.width();
        if (Math.abs(q) >= 1.12f) {
            return;
        }
        float bow = Math.max(0, 1 - q * q);
        // The upper lid is highest towards the nose, the lower one lowest away from it.
        float top = upper * bow * (1 - 0.18f * q);
        float bottom = -0.52f * eyes.open() * bow * (1 + 0.2f * q);
        float crease = top + eyes.fold() * (0.5f + 0.5f * bow) + 0.008f;
        paint.shade(0.34f * bump((y - crease) * (y - crease) / 0.0006f) * Math.min(1, 2 * bow));
        if (Math.abs(q) < 1 && top > bottom) {
            float inside = Math.min(top - y, y - bottom);
            float opacity = clamp(inside / 0.012f + 0.5f);
            if (opacity > 0) {
                ball(paint, x, y, side, top, opacity);
            }
        }
        float line = 0.010f + 0.014f * eyes.lashes();
        float lid = Math.max(top, bottom) - y;
        if (Math.abs(q) < 1.08f) {
            paint.lay(LASHES, (0.55f + 0.4f * eyes.lashes()) * bump(lid * lid / (4 * line * line)));
            float low = bottom - y;
            paint.shade(0.30f * bump(low * low / 0.0005f));
        }
    }

    private void ball(FacePaint paint, float x, float y, float side, float top, float opacity) {
        float cx = x - side * view.expression().gazeX();
        float cy = y - 0.012f - view.expression().gazeY();
        float radius = (float) Math.sqrt(cx * cx + cy * cy);
        FaceColour white = WHITE.times(1 - 0.5f * clamp(x * x / (eyes.width() * eyes.width())));
        paint.lay(white, opacity);
        float iris = clamp((eyes.iris() - radius) / 0.012f + 0.5f) * opacity;
        FaceColour colour = eyes.colour().times(0.55f + 0.6f * clamp(0.5f - cy / eyes.iris() * 0.5f));
        paint.lay(radius > 0.82f * eyes.iris() ? colour.times(0.5f) : colour, iris);
        paint.lay(PUPIL, clamp((0.033f - radius) / 0.012f + 0.5f) * opacity);
        // The upper lid throws a shadow on the ball.
        paint.shade(0.55f * opacity * rise(0.055f, 0, top - y));
        float gx = x
                - 0.025f * side * Math.signum(view.light().x())
                - side * view.expression().gazeX();
        float gy = cy - 0.028f;
        paint.lay(GLINT, 0.9f * opacity * bump((gx * gx + gy * gy) / 0.0006f));
    }

    private void brow(FacePaint paint, float x, float v, float side) {
        float q = (x - 0.02f + brows.gap()) / brows.length();
        if (Math.abs(q) >= 1) {
            return;
        }
        float lift = view.expression().brows() - 0.02f * old;
        float middle =
                eyes.y() + brows.y() + lift + brows.arch() * (0.6f - (q - 0.25f) * (q - 0.25f)) + brows.slant() * q;
        float thick = brows.thick() * (1 - 0.55f * rise(-0.2f, 1, q)) * Math.min(1, 4 * (1 - Math.abs(q)));
        float away = (v - middle) / Math.max(0.004f, thick);
        float hairs = 0.82f + 0.18f * noise(q * 14 - away * 2, side, texture + 3);
        paint.lay(browColour, brows.dark() * hairs * clamp(1.5f * (1.25f - Math.abs(away))));
    }

    private void glasses(FacePaint paint, float x, float y) {
        float dx = (x - 0.01f) / frameWide;
        float dy = (y + 0.01f) / frameHigh;
        float shape = dx * dx * dx * dx + dy * dy * dy * dy;
        paint.lay(frame, 0.95f * bump((shape - 1) * (shape - 1) / 0.22f));
        if (dx < -0.9f || dx > 0.98f) {
            float bar = y - 0.035f;
            paint.lay(frame, 0.95f * bump(bar * bar / 0.0008f));
        }
        if (shape < 1) {
            paint.lay(GLINT, 0.10f * rise(-0.6f, 1, dx + dy));
        }
    }
}
