package marginlab.verify;

/** Angles between unit vectors, in degrees. */
final class NearestAngle {
    private static final int BLOCK = 512;

    private NearestAngle() {}

    /** The angle from {@code a[at..at+d]} to b: by its half chord, which is exact for small angles too. */
    static double degrees(float[] a, int at, float[] b) {
        double apart = 0;
        double together = 0;
        for (int j = 0; j < b.length; j++) {
            double difference = (double) a[at + j] - b[j];
            double sum = (double) a[at + j] + b[j];
            apart += difference * difference;
            together += sum * sum;
        }
        return Math.toDegrees(2 * Math.atan2(Math.sqrt(apart), Math.sqrt(together)));
    }

    /** The mean over rows of the smallest angle to another row; at least two rows. */
    static double mean(float[][] unit, MatrixProduct product) {
        int n = unit.length;
        int d = unit[0].length;
        RowSource rows = RowSource.of(unit);
        float[] left = new float[BLOCK * d];
        float[] right = new float[BLOCK * d];
        float[] cosines = new float[BLOCK * BLOCK];
        double sum = 0;
        for (int first = 0; first < n; first += BLOCK) {
            int m = Math.min(BLOCK, n - first);
            rows.read(first, m, left);
            int[] nearest = new int[m];
            float[] best = new float[m];
            java.util.Arrays.fill(best, Float.NEGATIVE_INFINITY);
            for (int other = 0; other < n; other += BLOCK) {
                int width = Math.min(BLOCK, n - other);
                rows.read(other, width, right);
                product.multiply(left, m, right, width, d, cosines);
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < width; j++) {
                        if (cosines[i * width + j] > best[i] && first + i != other + j) {
                            best[i] = cosines[i * width + j];
                            nearest[i] = other + j;
                        }
                    }
                }
            }
            for (int i = 0; i < m; i++) {
                sum += degrees(unit[first + i], 0, unit[nearest[i]]);
            }
        }
        return sum / n;
    }
}
