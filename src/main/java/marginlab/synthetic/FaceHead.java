package marginlab.synthetic;

import static marginlab.synthetic.FaceMaths.bump;
import static marginlab.synthetic.FaceMaths.clamp;
import static marginlab.synthetic.FaceMaths.rise;

import marginlab.synthetic.FaceMesh.Material;

/** The bare head as a mesh: the skull with nose, sockets, cheeks, lips, chin and ears raised on it. */
final class FaceHead {
    private static final int ROWS = 80;

    /** Middle of the ear as an angle from the front and a height, and its extent. */
    static final float EAR_TURN = 1.62f;

    static final float EAR_Y = -0.05f;
    static final float EAR_WIDE = 0.21f;
    static final float EAR_HIGH = 0.25f;

    private final FaceIdentity person;
    private final FaceView view;
    private final float tip;
    private final float noseHeight;

    private FaceHead(FaceIdentity person, FaceView view) {
        this.person = person;
        this.view = view;
        tip = noseTip(person);
        noseHeight = person.nose().height() * (1 + 0.0015f * (view.age() - 40));
    }

    static FaceMesh mesh(FaceGrid grid, FaceIdentity person, FaceSkull skull, FaceView view) {
        FaceHead head = new FaceHead(person, view);
        FaceMesh mesh = new FaceMesh(Material.SKIN, grid, grid.rows(ROWS));
        for (int row = 0; row < mesh.rows; row++) {
            head.row(grid, mesh, row, skull);
        }
        return mesh;
    }

    /** Height of the tip of the nose. */
    static float noseTip(FaceIdentity person) {
        return -0.225f - person.nose().length();
    }

    private void row(FaceGrid grid, FaceMesh mesh, int row, FaceSkull skull) {
        float t = row / (mesh.rows - 1f);
        // Denser at both ends, where the head closes.
        float y = -1 + 2.2f * (0.6f * t + 0.4f * t * t * (3 - 2 * t));
        float closing = FaceSkull.closing(y);
        float width = skull.width(y) * closing;
        float middle = skull.middle(y);
        float front = (skull.front(y) - middle) * closing;
        float back = (middle - skull.back(y)) * closing;
        float drop = view.expression().open() * 0.9f * rise(-0.5f, -0.66f, y);
        float noseRise = noseRise(y);
        float noseWidth = noseWidth(y);
        for (int column = 0; column < mesh.columns; column++) {
            float sine = grid.sine[column];
            float cosine = grid.cosine[column];
            float x = width * flat(sine);
            float z = middle + (cosine > 0 ? front : back) * (cosine > 0 ? flatFront(cosine) : cosine);
            float out = cosine > 0 ? relief(x, y) * rise(0, 0.25f, cosine) : 0;
            float nose = cosine > 0 ? nose(x, y, noseRise, noseWidth) : 0;
            float ear = ear(grid.angle[column], y);
            float side = sine < 0 ? -1 : 1;
            mesh.put(
                    row,
                    column,
                    x + out * sine + side * ear,
                    (y - drop) * person.head().length(),
                    z + out * cosine + nose - 0.35f * ear,
                    x,
                    y,
                    1);
        }
    }

    /** Faces are flatter than an ellipse: sine and cosine bent towards a rounded square. */
    private static float flat(float sine) {
        float size = Math.abs(sine);
        return sine * (1 + 0.16f * size * (1 - size));
    }

    private static float flatFront(float cosine) {
        return cosine * (1 + 0.22f * (1 - cosine));
    }

    private float noseRise(float y) {
        FaceIdentity.Nose nose = person.nose();
        float top = person.eyes().y() + 0.12f;
        float base = tip - 0.115f + 0.5f * nose.tip();
        if (y >= top || y <= base) {
            return 0;
        }
        if (y >= tip) {
            float t = (top - y) / (top - tip);
            return noseHeight * t * (0.55f + 0.45f * t) + nose.bridge() * 4 * t * (1 - t);
        }
        float t = (tip - y) / (tip - base);
        return noseHeight * (float) Math.sqrt(1 - t * t);
    }

    private float noseWidth(float y) {
        float top = person.eyes().y() + 0.12f;
        float t = clamp((top - y) / (top - tip));
        return person.nose().bridgeWidth()
                + (person.nose().width() - person.nose().bridgeWidth()) * t * t;
    }

    private float nose(float x, float y, float rise, float width) {
        float side = Math.abs(x);
        float wing = person.nose().wings() * bump(side, y, 0.66f * person.nose().width(), tip - 0.035f, 0.085f, 0.075f);
        if (rise == 0 || side >= width) {
            return wing;
        }
        float q = x / width;
        return Math.max(rise * bump(q * q), wing) + 0.3f * wing;
    }

    /** How far the skin lies above the skull in front. */
    private float relief(float x, float y) {
        float side = Math.abs(x);
        FaceIdentity.Head head = person.head();
        FaceIdentity.Eyes eyes = person.eyes();
        FaceIdentity.Mouth mouth = person.mouth();
        float smile = view.expression().smile();
        float old = rise(35, 75, view.age());
        float out = 0;
        if (y > -0.2f) {
            out -= eyes.depth() * bump(side, y, eyes.spacing() - 0.02f, eyes.y() + 0.05f, 0.22f, 0.17f);
            out += 0.045f * bump(side, y, eyes.spacing(), eyes.y(), 0.16f, 0.12f);
            out += head.browRidge() * bump(side, y, eyes.spacing() - 0.03f, eyes.y() + 0.23f, 0.28f, 0.13f);
        }
        out += head.cheekbone() * bump(side, y, 0.47f, -0.06f, 0.24f, 0.2f);
        out += (head.cheekFull() - 0.045f * old) * bump(side, y, 0.42f, -0.42f, 0.3f, 0.32f);
        out += 0.05f * smile * bump(side, y, 0.36f, -0.25f, 0.2f, 0.17f);
        out += 0.045f * old * bump(side, y, 0.40f, -0.78f, 0.16f, 0.16f);
        if (y < -0.3f) {
            float reach = 1.3f * mouth.width();
            out += mouth.forward() * bump(x, y, 0, mouth.y(), reach, 0.2f);
            out += 0.030f * bump(x, y, 0, mouth.y() + 0.045f, 0.8f * mouth.width(), 0.05f);
            out += 0.035f * bump(x, y, 0, mouth.y() - 0.06f, 0.75f * mouth.width(), 0.06f);
            out -= 0.022f * bump(x, y, 0, mouth.y(), mouth.width(), 0.035f);
            out += 0.045f * bump(x, y, 0, -0.87f, 0.2f * head.chinWidth(), 0.14f);
        }
        return out;
    }

    private float ear(float angle, float y) {
        float size = person.head().earSize() * (1 + 0.003f * (view.age() - 40));
        float dx = (Math.abs(angle) - EAR_TURN) / EAR_WIDE;
        float dy = (y - EAR_Y) / (EAR_HIGH * size);
        float inside = 1 - dx * dx - dy * dy;
        return inside <= 0 ? 0 : person.head().earOut() * clamp(1.6f * inside);
    }
}
