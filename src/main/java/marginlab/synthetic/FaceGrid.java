package marginlab.synthetic;

/** How finely heads are cut: the angles of the columns, dense where the face is, and the rows of each mesh. */
final class FaceGrid {
    /** For images of up to this side the coarse grid shows no corners, and costs a quarter. */
    private static final int SMALL = 64;

    private static final FaceGrid COARSE = new FaceGrid(48, 0.5f);
    private static final FaceGrid DETAILED = new FaceGrid(88, 1);

    final int columns;

    /** Angle of each column in radians, 0 in front, and its sine and cosine. */
    final float[] angle;

    final float[] sine;
    final float[] cosine;
    private final float detail;

    private FaceGrid(int strips, float detail) {
        this.detail = detail;
        columns = strips + 1;
        angle = new float[columns];
        sine = new float[columns];
        cosine = new float[columns];
        for (int i = 0; i < columns; i++) {
            double s = 2.0 * i / strips - 1;
            double a = Math.PI * (0.38 * s + 0.62 * s * s * s);
            angle[i] = (float) a;
            // Math.sin may differ in the last bit from one machine to the next, StrictMath.sin not.
            sine[i] = (float) StrictMath.sin(a);
            cosine[i] = (float) StrictMath.cos(a);
        }
    }

    static FaceGrid forSide(int side) {
        return side <= SMALL ? COARSE : DETAILED;
    }

    /** The rows of a mesh that has {@code most} in full detail. */
    int rows(int most) {
        return Math.round(most * detail);
    }
}
