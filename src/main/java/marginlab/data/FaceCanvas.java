package marginlab.data;

import java.util.Arrays;
import marginlab.data.FaceMesh.Material;

/**
 * A software rasteriser: keeps for each pixel the spot of the nearest surface, to be coloured once afterwards.
 *
 * <p>All arithmetic is on floats in a fixed order, so the same faces come out on every machine.
 */
final class FaceCanvas {
    /** The share of the image's height that a head unit fills: a head from hairline to chin fits. */
    private static final float UNIT = 0.46f;

    /** Distance of the camera in head units; near things look a little larger. */
    private static final float CAMERA = 6;

    /** Numbers kept of the nearest surface: normal (3), chart u, v and angle. */
    static final int STRIDE = 6;

    private static final Material[] MATERIALS = Material.values();

    final int size;
    final float[] spots;
    private final float[] depth;
    private final byte[] material;

    FaceCanvas(int size) {
        this.size = size;
        spots = new float[size * size * STRIDE];
        depth = new float[size * size];
        material = new byte[size * size];
        Arrays.fill(depth, Float.NEGATIVE_INFINITY);
    }

    Material material(int pixel) {
        return MATERIALS[material[pixel]];
    }

    /** Pixels a head unit. */
    float unit() {
        return UNIT * size;
    }

    /**
     * Draws a mesh that was turned already.
     *
     * @param anchor the point of the turned head (x, y, z) that is shown at the middle of the image
     */
    void draw(FaceMesh mesh, FaceView.Pose pose, float[] anchor) {
        float[] screen = project(mesh, pose, anchor);
        for (int row = 0; row + 1 < mesh.rows; row++) {
            for (int column = 0; column + 1 < mesh.columns; column++) {
                int a = row * mesh.columns + column;
                int c = a + mesh.columns;
                triangle(mesh, screen, a, a + 1, c);
                triangle(mesh, screen, a + 1, c + 1, c);
            }
        }
    }

    private float[] project(FaceMesh mesh, FaceView.Pose pose, float[] anchor) {
        int count = mesh.points.length / FaceMesh.STRIDE;
        float[] screen = new float[2 * count];
        float unit = UNIT * size * pose.zoom();
        for (int i = 0; i < count; i++) {
            int at = i * FaceMesh.STRIDE;
            float scale = unit * CAMERA / (CAMERA - mesh.points[at + FaceMesh.Z] + anchor[2]);
            screen[2 * i] = size * (0.5f + pose.shiftX()) + (mesh.points[at] - anchor[0]) * scale;
            screen[2 * i + 1] = size * (0.5f + pose.shiftY()) - (mesh.points[at + FaceMesh.Y] - anchor[1]) * scale;
        }
        return screen;
    }

    private void triangle(FaceMesh mesh, float[] screen, int a, int b, int c) {
        float ax = screen[2 * a];
        float ay = screen[2 * a + 1];
        float bx = screen[2 * b];
        float by = screen[2 * b + 1];
        float cx = screen[2 * c];
        float cy = screen[2 * c + 1];
        float area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
        // y grows downwards here, so a face turned to the camera has a negative area. Hair is seen from both sides.
        if (area >= 0 && (mesh.material != Material.HAIR || area == 0)) {
            return;
        }
        int left = Math.max(0, (int) Math.floor(Math.min(ax, Math.min(bx, cx))));
        int right = Math.min(size - 1, (int) Math.floor(Math.max(ax, Math.max(bx, cx))));
        int top = Math.max(0, (int) Math.floor(Math.min(ay, Math.min(by, cy))));
        int bottom = Math.min(size - 1, (int) Math.floor(Math.max(ay, Math.max(by, cy))));
        float scale = 1 / area;
        for (int y = top; y <= bottom; y++) {
            float py = y + 0.5f;
            for (int x = left; x <= right; x++) {
                float px = x + 0.5f;
                float wb = ((px - ax) * (cy - ay) - (cx - ax) * (py - ay)) * scale;
                float wc = ((bx - ax) * (py - ay) - (px - ax) * (by - ay)) * scale;
                float wa = 1 - wb - wc;
                if (wa >= 0 && wb >= 0 && wc >= 0) {
                    fragment(mesh, y * size + x, a, b, c, wa, wb, wc, area > 0);
                }
            }
        }
    }

    private void fragment(FaceMesh mesh, int pixel, int a, int b, int c, float wa, float wb, float wc, boolean inside) {
        float[] p = mesh.points;
        int ia = a * FaceMesh.STRIDE;
        int ib = b * FaceMesh.STRIDE;
        int ic = c * FaceMesh.STRIDE;
        float z = wa * p[ia + FaceMesh.Z] + wb * p[ib + FaceMesh.Z] + wc * p[ic + FaceMesh.Z];
        if (z <= depth[pixel]) {
            return;
        }
        float cover = wa * p[ia + FaceMesh.COVER] + wb * p[ib + FaceMesh.COVER] + wc * p[ic + FaceMesh.COVER];
        if (cover < 0) {
            return;
        }
        depth[pixel] = z;
        material[pixel] = (byte) mesh.material.ordinal();
        int at = pixel * STRIDE;
        for (int i = 0; i < STRIDE; i++) {
            int from = FaceMesh.NORMAL_X + i;
            spots[at + i] = wa * p[ia + from] + wb * p[ib + from] + wc * p[ic + from];
        }
        if (inside) {
            spots[at] = -spots[at];
            spots[at + 1] = -spots[at + 1];
            spots[at + 2] = -spots[at + 2];
        }
    }
}
