package marginlab.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginlab.synthetic.FaceMesh.Material;

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

    /** Numbers of the nearest surface: normal (3), chart u, v and angle. */
    static final int SPOT = 6;

    private static final int MESH_SHIFT = 24;

    final int size;
    private final float[] depth;
    /** The nearest triangle: number of its mesh from 1, of its cell, and which half of that; 0 where there is none. */
    private final int[] nearest;
    /** Of its second and its third corner. */
    private final float[] weights;

    private final List<FaceMesh> meshes = new ArrayList<>();

    FaceCanvas(int size) {
        this.size = size;
        depth = new float[size * size];
        nearest = new int[size * size];
        weights = new float[2 * size * size];
        Arrays.fill(depth, Float.NEGATIVE_INFINITY);
    }

    /** What is seen at a pixel, and its {@link #SPOT} numbers in {@code spot}. */
    Material look(int pixel, float[] spot) {
        int triangle = nearest[pixel];
        if (triangle == 0) {
            return Material.NOTHING;
        }
        FaceMesh mesh = meshes.get((triangle >>> MESH_SHIFT) - 1);
        int cell = (triangle & (1 << MESH_SHIFT) - 1) >> 1;
        int half = triangle & 1;
        int below = cell + mesh.columns;
        float wb = weights[2 * pixel];
        float wc = weights[2 * pixel + 1];
        float wa = 1 - wb - wc;
        int a = (cell + half) * FaceMesh.STRIDE + FaceMesh.NORMAL_X;
        int b = (half == 0 ? cell + 1 : below + 1) * FaceMesh.STRIDE + FaceMesh.NORMAL_X;
        int c = below * FaceMesh.STRIDE + FaceMesh.NORMAL_X;
        for (int i = 0; i < SPOT; i++) {
            spot[i] = wa * mesh.points[a + i] + wb * mesh.points[b + i] + wc * mesh.points[c + i];
        }
        return mesh.material;
    }

    /**
     * Draws a mesh that was turned already.
     *
     * @param anchor the point of the turned head (x, y, z) that is shown at the middle of the image
     */
    void draw(FaceMesh mesh, FaceView.Pose pose, float[] anchor) {
        meshes.add(mesh);
        float[] screen = project(mesh, pose, anchor);
        for (int row = 0; row + 1 < mesh.rows; row++) {
            for (int column = 0; column + 1 < mesh.columns; column++) {
                int a = row * mesh.columns + column;
                int c = a + mesh.columns;
                int name = meshes.size() << MESH_SHIFT | a << 1;
                triangle(mesh, screen, a, a + 1, c, name);
                triangle(mesh, screen, a + 1, c + 1, c, name | 1);
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

    private void triangle(FaceMesh mesh, float[] screen, int a, int b, int c, int name) {
        float ax = screen[2 * a];
        float ay = screen[2 * a + 1];
        float bx = screen[2 * b] - ax;
        float by = screen[2 * b + 1] - ay;
        float cx = screen[2 * c] - ax;
        float cy = screen[2 * c + 1] - ay;
        float area = bx * cy - cx * by;
        // y grows downwards here, so a face turned to the camera has a negative area. Hair is seen from both sides.
        if (area >= 0 && (mesh.material != Material.HAIR || area == 0)) {
            return;
        }
        float[] p = mesh.points;
        int ia = a * FaceMesh.STRIDE;
        int ib = b * FaceMesh.STRIDE;
        int ic = c * FaceMesh.STRIDE;
        float cover = p[ia + FaceMesh.COVER];
        float coverB = p[ib + FaceMesh.COVER] - cover;
        float coverC = p[ic + FaceMesh.COVER] - cover;
        if (cover < 0 && cover + coverB < 0 && cover + coverC < 0) {
            return;
        }
        boolean whole = coverB == 0 && coverC == 0;
        // The centre of pixel x is x + 0.5: the first one right of the leftmost corner, and so on.
        int left = Math.max(0, (int) Math.ceil(ax + Math.min(0, Math.min(bx, cx)) - 0.5f));
        int right = Math.min(size - 1, (int) Math.floor(ax + Math.max(0, Math.max(bx, cx)) - 0.5f));
        int top = Math.max(0, (int) Math.ceil(ay + Math.min(0, Math.min(by, cy)) - 0.5f));
        int bottom = Math.min(size - 1, (int) Math.floor(ay + Math.max(0, Math.max(by, cy)) - 0.5f));
        if (left > right || top > bottom) {
            return;
        }
        float scale = 1 / area;
        float z = p[ia + FaceMesh.Z];
        float zb = p[ib + FaceMesh.Z] - z;
        float zc = p[ic + FaceMesh.Z] - z;
        for (int y = top; y <= bottom; y++) {
            float py = y + 0.5f - ay;
            for (int x = left; x <= right; x++) {
                float px = x + 0.5f - ax;
                float wb = (px * cy - cx * py) * scale;
                float wc = (bx * py - px * by) * scale;
                if (!(wb >= 0 && wc >= 0 && wb + wc <= 1)) {
                    continue;
                }
                int pixel = y * size + x;
                float near = z + wb * zb + wc * zc;
                if (near > depth[pixel] && (whole || cover + wb * coverB + wc * coverC >= 0)) {
                    depth[pixel] = near;
                    nearest[pixel] = name;
                    weights[2 * pixel] = wb;
                    weights[2 * pixel + 1] = wc;
                }
            }
        }
    }
}
