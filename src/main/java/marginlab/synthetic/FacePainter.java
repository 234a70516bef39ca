package marginlab.synthetic;

import static marginlab.synthetic.FaceMaths.clamp;

import marginlab.synthetic.FaceMesh.Material;

/**
 * Draws a person in a view: meshes on a canvas, then every pixel painted and lit once.
 *
 * <p>Pixels are red, green, blue bytes, row by row from the top: {@code [side * side * 3]}.
 */
public final class FacePainter {
    /** Pixels of the canvas a pixel of the image, each way: edges are smooth. */
    private static final int FINE = 2;

    /** The point of the head that stays in the middle of the image when the head turns. */
    private static final float[] ANCHOR = {0, -0.03f, 0.35f};

    private final FaceIdentity person;
    private final FaceView view;
    private final FaceCanvas canvas;
    private final FaceSkin skin;
    private final FaceScene scene;
    /** From the lamp halfway to the viewer, who looks along z; and how long that is. */
    private final float halfZ;

    private final float halfLength;
    private final FaceColour lamp;

    private FacePainter(FaceIdentity person, FaceView view, int side) {
        this.person = person;
        this.view = view;
        canvas = new FaceCanvas(side * FINE);
        FaceHair hair = new FaceHair(person, view.age());
        skin = new FaceSkin(person, view, hair);
        scene = new FaceScene(person, view, hair.colour());
        FaceView.Light light = view.light();
        halfZ = light.z() + 1;
        halfLength = (float) Math.sqrt(light.x() * light.x() + light.y() * light.y() + halfZ * halfZ);
        lamp = light.tint().times(1.25f * light.strength());
        place(hair);
    }

    /** The image of a person, {@code side} pixels wide and high. */
    public static byte[] paint(FaceIdentity person, FaceView view, int side) {
        FacePainter painter = new FacePainter(person, view, side);
        return new FaceCamera(view).develop(painter.light(side), side);
    }

    private void place(FaceHair hair) {
        FaceView.Pose pose = view.pose();
        FaceTurn turn = new FaceTurn(pose.yaw(), pose.pitch(), pose.roll());
        // The shoulders follow the head half of the way.
        FaceTurn follow = new FaceTurn(0.5f * pose.yaw(), 0, 0.3f * pose.roll());
        float[] anchor = ANCHOR.clone();
        turn.apply(anchor, 0);
        FaceGrid grid = FaceGrid.forSide(canvas.size / FINE);
        FaceSkull skull = new FaceSkull(person.head(), view.age());
        draw(FaceHead.mesh(grid, person, skull, view), turn, anchor);
        draw(hair.mesh(grid, skull), turn, anchor);
        draw(FaceBody.neck(grid, person), follow, anchor);
        draw(FaceBody.shoulders(grid, person, new FaceRandom(view.scene(), 1)), follow, anchor);
    }

    private void draw(FaceMesh mesh, FaceTurn turn, float[] anchor) {
        mesh.turn(turn);
        canvas.draw(mesh, view.pose(), anchor);
    }

    /** The lit colours, three floats a pixel of the image: the means of those of the fine canvas. */
    private float[] light(int side) {
        float[] lit = new float[3 * side * side];
        float share = 1f / (FINE * FINE);
        FacePaint paint = new FacePaint();
        float[] spot = new float[FaceCanvas.SPOT];
        for (int to = 0; to < lit.length; to += 3) {
            int left = to / 3 % side * FINE;
            int top = to / 3 / side * FINE;
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int y = top; y < top + FINE; y++) {
                for (int x = left; x < left + FINE; x++) {
                    light(paint, x, y, spot);
                    red += paint.red * share;
                    green += paint.green * share;
                    blue += paint.blue * share;
                }
            }
            lit[to] = red;
            lit[to + 1] = green;
            lit[to + 2] = blue;
        }
        return lit;
    }

    private void light(FacePaint paint, int x, int y, float[] spot) {
        int size = canvas.size;
        Material material = canvas.look(y * size + x, spot);
        if (material == Material.NOTHING) {
            scene.background(paint, (x + 0.5f) / size, (y + 0.5f) / size);
            return;
        }
        if (material == Material.SKIN) {
            skin.paint(paint, spot[3], spot[4], spot[5]);
        } else if (material == Material.HAIR) {
            scene.hair(paint, spot[5], spot[4]);
        } else {
            scene.cloth(paint, spot[3], spot[4]);
        }
        // Hair that is seen from its inside is lit as if from outside.
        shine(paint, spot[0], spot[1], Math.abs(spot[2]), material == Material.SKIN);
    }

    /** Diffuse light that wraps around (red farthest, as under skin), light from the sky, and a highlight. */
    private void shine(FacePaint paint, float x, float y, float z, boolean soft) {
        float length = (float) Math.sqrt(x * x + y * y + z * z) + 1e-9f;
        float ny = y / length;
        float nz = z / length;
        FaceView.Light light = view.light();
        float facing = (x * light.x() + y * light.y() + z * light.z()) / length;
        float sky = light.ambient() * (0.80f + 0.20f * ny) * (0.75f + 0.25f * clamp(nz + 0.3f));
        float wrap = soft ? 0.30f : 0.12f;
        float green = clamp((facing + 0.6f * wrap) / (1 + 0.6f * wrap));
        float red = clamp((facing + wrap) / (1 + wrap));
        float gloss = clamp((x * light.x() + y * light.y() + z * halfZ) / (length * halfLength));
        gloss *= gloss;
        gloss *= gloss;
        gloss *= gloss;
        gloss = paint.shine * light.strength() * gloss * gloss;
        paint.red = paint.red * (sky * light.sky().red() + lamp.red() * red) + gloss;
        paint.green = paint.green * (sky * light.sky().green() + lamp.green() * green) + gloss;
        paint.blue = paint.blue * (sky * light.sky().blue() + lamp.blue() * green) + gloss;
    }
}
