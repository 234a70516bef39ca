package marginlab.synthetic;

/**
 * A bent sheet of points around the vertical axis: rows from the bottom to the top, columns from the back of the head
 * over the left of the image, the front and the right to the back again.
 */
final class FaceMesh {
    /** What a mesh is made of. */
    enum Material {
        NOTHING,
        SKIN,
        HAIR,
        CLOTH
    }

    /** Where the numbers of a point lie: place, normal, chart (u, v, angle around the axis) and cover. */
    static final int X = 0;

    static final int Y = 1;
    static final int Z = 2;
    static final int NORMAL_X = 3;
    static final int NORMAL_Y = 4;
    static final int NORMAL_Z = 5;
    static final int U = 6;
    static final int V = 7;
    static final int TURN = 8;
    /** Fragments with a negative cover are left out: the edge of hair or collar. */
    static final int COVER = 9;

    static final int STRIDE = 10;

    final Material material;
    final int rows;
    final int columns;
    final float[] points;
    private final FaceGrid grid;

    FaceMesh(Material material, FaceGrid grid, int rows) {
        this.material = material;
        this.grid = grid;
        this.rows = rows;
        this.columns = grid.columns;
        this.points = new float[rows * columns * STRIDE];
    }

    /** Sets a point; {@code u} and {@code v} name the spot of the surface that is painted there. */
    void put(int row, int column, float x, float y, float z, float u, float v, float cover) {
        int at = (row * columns + column) * STRIDE;
        points[at + X] = x;
        points[at + Y] = y;
        points[at + Z] = z;
        points[at + U] = u;
        points[at + V] = v;
        points[at + TURN] = grid.angle[column];
        points[at + COVER] = cover;
    }

    /** Turns every point and its normal to where it is seen. */
    void turn(FaceTurn turn) {
        normals();
        for (int at = 0; at < points.length; at += STRIDE) {
            turn.apply(points, at + X);
            turn.apply(points, at + NORMAL_X);
        }
    }

    private void normals() {
        for (int row = 0; row < rows; row++) {
            int below = Math.max(0, row - 1) * columns;
            int above = Math.min(rows - 1, row + 1) * columns;
            for (int column = 0; column < columns; column++) {
                // The first and the last column are the same line at the back.
                int left = (row * columns + (column == 0 ? columns - 2 : column - 1)) * STRIDE;
                int right = (row * columns + (column == columns - 1 ? 1 : column + 1)) * STRIDE;
                int low = (below + column) * STRIDE;
                int high = (above + column) * STRIDE;
                float ax = points[right] - points[left];
                float ay = points[right + Y] - points[left + Y];
                float az = points[right + Z] - points[left + Z];
                float bx = points[high] - points[low];
                float by = points[high + Y] - points[low + Y];
                float bz = points[high + Z] - points[low + Z];
                float nx = ay * bz - az * by;
                float ny = az * bx - ax * bz;
                float nz = ax * by - ay * bx;
                float scale = 1 / ((float) Math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-9f);
                int at = (row * columns + column) * STRIDE;
                points[at + NORMAL_X] = nx * scale;
                points[at + NORMAL_Y] = ny * scale;
                points[at + NORMAL_Z] = nz * scale;
            }
        }
    }
}
