package marginlab.image.align;

/**
 * Rotation, one scale and a shift of the plane: {@code u = a x - b y + s}, {@code v = b x + a y + t}.
 *
 * @param a scale times cosine of the rotation
 * @param b scale times sine of the rotation
 * @param s shift to the right
 * @param t shift down
 */
record SimilarityTransform(double a, double b, double s, double t) {

    /**
     * The least-squares fit of points to their targets (Umeyama 1991, in two dimensions and without reflection): with both sets
     * centred, {@code a = sum(p . q) / sum(|p|^2)} and {@code b = sum(px qy - py qx) / sum(|p|^2)}.
     *
     * @param from points x, y, x, y, ...
     * @param to where each should go
     */
    static SimilarityTransform fit(double[] from, double[] to) {
        if (from.length != to.length || from.length < 4) {
            throw new IllegalArgumentException(from.length / 2 + " points and " + to.length / 2 + " targets");
        }
        int n = from.length / 2;
        double px = 0;
        double py = 0;
        double qx = 0;
        double qy = 0;
        for (int i = 0; i < n; i++) {
            px += from[2 * i] / n;
            py += from[2 * i + 1] / n;
            qx += to[2 * i] / n;
            qy += to[2 * i + 1] / n;
        }
        double dot = 0;
        double cross = 0;
        double square = 0;
        for (int i = 0; i < n; i++) {
            double x = from[2 * i] - px;
            double y = from[2 * i + 1] - py;
            double u = to[2 * i] - qx;
            double v = to[2 * i + 1] - qy;
            dot += x * u + y * v;
            cross += x * v - y * u;
            square += x * x + y * y;
        }
        double a = dot / square;
        double b = cross / square;
        return new SimilarityTransform(a, b, qx - a * px + b * py, qy - b * px - a * py);
    }

    double scale() {
        return Math.hypot(a, b);
    }

    /** In radians. */
    double rotation() {
        return Math.atan2(b, a);
    }

    /** Root of the mean squared distance between the points' images and their targets. */
    double residual(double[] from, double[] to) {
        double sum = 0;
        for (int i = 0; i < from.length; i += 2) {
            double du = a * from[i] - b * from[i + 1] + s - to[i];
            double dv = b * from[i] + a * from[i + 1] + t - to[i + 1];
            sum += du * du + dv * dv;
        }
        return Math.sqrt(sum / (from.length / 2));
    }

    SimilarityTransform inverse() {
        double square = a * a + b * b;
        double ia = a / square;
        double ib = -b / square;
        return new SimilarityTransform(ia, ib, -(ia * s - ib * t), -(ib * s + ia * t));
    }
}
