package marginlab.synthetic;

import static marginlab.synthetic.FaceMaths.mix;
import static marginlab.synthetic.FaceMaths.noise;
import static marginlab.synthetic.FaceMaths.rise;

import marginlab.synthetic.FaceMesh.Material;

/** The hair of a head: where it starts, its shell as a mesh, its colour at an age. */
final class FaceHair {
    private static final int ROWS = 58;
    private static final float TOP = 1.2f;

    /** Below this height long hair hangs straight down. */
    private static final float HANGS = 0.15f;

    private static final float HALF_TURN = 3.1415927f;

    /** Steps of the table of the hairline a radian. */
    private static final float STEPS = 30;

    private static final FaceColour GREY = new FaceColour(0.76f, 0.75f, 0.73f);

    private final FaceIdentity person;
    private final FaceIdentity.Hair hair;
    private final FaceCurve line;
    private final FaceColour colour;
    private final float[] edge;

    FaceHair(FaceIdentity person, float age) {
        this.person = person;
        this.hair = person.hair();
        float gone = hair.recede() * rise(25, 60, age);
        float front = hair.hairline() + 0.6f * gone;
        float temple = front - 0.10f + hair.peak() + 0.7f * gone;
        float fringe = hair.fringe();
        if (hair.length() > 0) {
            line = new FaceCurve(
                    0,
                    front - fringe,
                    0.45f,
                    front - 0.02f - fringe,
                    0.8f,
                    temple - 0.06f - 0.8f * fringe,
                    1.12f,
                    0.28f,
                    1.32f,
                    -0.9f * hair.length(),
                    1.7f,
                    0.12f - hair.length(),
                    3.15f,
                    0.05f - hair.length());
        } else {
            line = new FaceCurve(
                    0,
                    front - fringe,
                    0.45f,
                    temple + 0.06f - fringe,
                    0.8f,
                    temple - 0.04f - 0.5f * fringe,
                    1.1f,
                    0.42f,
                    1.25f,
                    0.02f,
                    1.4f,
                    -0.06f,
                    1.58f,
                    0.24f,
                    1.85f,
                    0.10f,
                    2.1f,
                    -0.40f,
                    3.15f,
                    -0.55f);
        }
        colour = hair.colour().mix(GREY, 0.92f * rise(hair.greyFrom() - 4, hair.greyFrom() + 22, age));
        edge = new float[Math.round(2 * HALF_TURN * STEPS) + 2];
        for (int i = 0; i < edge.length; i++) {
            edge[i] = outline(i / STEPS - HALF_TURN);
        }
    }

    FaceColour colour() {
        return colour;
    }

    /** Height where hair starts at an angle from the front. */
    float line(float angle) {
        float place = (angle + HALF_TURN) * STEPS;
        int step = Math.max(0, Math.min(edge.length - 2, (int) place));
        return mix(edge[step], edge[step + 1], place - step);
    }

    /** The same, worked out; uneven as hair is. */
    private float outline(float angle) {
        float size = Math.abs(angle);
        float swept = hair.parting() * FaceMaths.bump(angle * angle) * (0.1f + hair.fringe()) * angle * 2;
        return line.at(size) + swept + (0.014f + 0.03f * hair.curl()) * noise(angle * 9, 0, person.texture());
    }

    FaceMesh mesh(FaceGrid grid, FaceSkull skull) {
        FaceMesh mesh = new FaceMesh(Material.HAIR, grid, grid.rows(ROWS));
        float[] starts = new float[grid.columns];
        for (int column = 0; column < grid.columns; column++) {
            starts[column] = line(grid.angle[column]);
        }
        float bottom = Math.min(-0.62f, -hair.length() - 0.05f);
        for (int row = 0; row < mesh.rows; row++) {
            float t = row / (mesh.rows - 1f);
            row(grid, mesh, row, mix(bottom, TOP, mix(t, t * (2 - t), 0.75f)), skull, starts);
        }
        return mesh;
    }

    private void row(FaceGrid grid, FaceMesh mesh, int row, float y, FaceSkull skull, float[] starts) {
        float curl = hair.curl();
        // Long hair leaves the skull and hangs down.
        float hang = hair.length() > 0 ? rise(HANGS + 0.05f, HANGS - 0.25f, y) : 0;
        float closing = FaceSkull.closing(y);
        float width = mix(skull.width(y) * closing, skull.width(HANGS) * 1.02f, hang);
        float followed = mix(y, HANGS, hang);
        float middle = skull.middle(followed);
        float front = (skull.front(followed) - middle) * closing;
        float back = (middle - skull.back(followed)) * mix(closing, 1, hang);
        for (int column = 0; column < grid.columns; column++) {
            float cover = y - starts[column];
            float lock = noise(grid.angle[column] * (3 + 4 * curl), y * (1 + 6 * curl), person.texture() + 1);
            float thick = 0.25f + 0.75f * rise(-0.02f, 0.22f, cover);
            float volume = hair.volume() * thick * (1 + (0.15f + 0.3f * curl) * lock);
            float sine = grid.sine[column];
            float cosine = grid.cosine[column];
            float depth = cosine > 0 ? front * (1 + 0.22f * (1 - cosine)) : back;
            float x = width * sine * (1 + 0.16f * Math.abs(sine) * (1 - Math.abs(sine)));
            mesh.put(
                    row,
                    column,
                    x + volume * sine * (0.35f + 0.65f * closing),
                    (y + 1.1f * volume * (1 - closing)) * person.head().length(),
                    middle + depth * cosine + volume * cosine,
                    x,
                    y,
                    cover);
        }
    }
}
