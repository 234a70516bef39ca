package marginlab.synthetic;

/** A rotation of the head: first nodding (pitch), then turning (yaw), then leaning (roll), all in radians. */
final class FaceTurn {
    private final float[] matrix;

    FaceTurn(float yaw, float pitch, float roll) {
        float sy = sine(yaw);
        float cy = cosine(yaw);
        float sp = sine(pitch);
        float cp = cosine(pitch);
        float sr = sine(roll);
        float cr = cosine(roll);
        // Rows of roll * yaw * pitch.
        float[] xx = {cy, -sy * sp, sy * cp};
        float[] yy = {0, cp, sp};
        float[] zz = {-sy, -cy * sp, cy * cp};
        matrix = new float[9];
        for (int i = 0; i < 3; i++) {
            matrix[i] = cr * xx[i] - sr * yy[i];
            matrix[3 + i] = sr * xx[i] + cr * yy[i];
            matrix[6 + i] = zz[i];
        }
    }

    /** Turns the vector that starts at {@code at}. */
    void apply(float[] vector, int at) {
        float x = vector[at];
        float y = vector[at + 1];
        float z = vector[at + 2];
        vector[at] = matrix[0] * x + matrix[1] * y + matrix[2] * z;
        vector[at + 1] = matrix[3] * x + matrix[4] * y + matrix[5] * z;
        vector[at + 2] = matrix[6] * x + matrix[7] * y + matrix[8] * z;
    }

    private static float sine(float angle) {
        return (float) StrictMath.sin(angle);
    }

    private static float cosine(float angle) {
        return (float) StrictMath.cos(angle);
    }
}
