package marginlab.train;

/** Angles and norms of one batch, computed on the host because they are small there. */
final class BatchAngles {
    private BatchAngles() {}

    /** Mean L2 norm of the rows of {@code [N, d]}. */
    static double meanNorm(float[] embeddings, int rows) {
        int dimension = embeddings.length / rows;
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += Math.sqrt(dot(embeddings, embeddings, row, dimension));
        }
        return sum / rows;
    }

    /**
     * Mean angle in degrees between row i of the embeddings {@code [N, d]} and row i of the centres of their classes
     * {@code [N, d]}.
     */
    static double meanTargetAngle(float[] embeddings, float[] centres, int rows) {
        int dimension = embeddings.length / rows;
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double norms =
                    Math.sqrt(dot(embeddings, embeddings, row, dimension) * dot(centres, centres, row, dimension));
            double cosine = dot(embeddings, centres, row, dimension) / Math.max(norms, Double.MIN_NORMAL);
            sum += Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine))));
        }
        return sum / rows;
    }

    private static double dot(float[] a, float[] b, int row, int dimension) {
        double sum = 0;
        for (int i = row * dimension; i < (row + 1) * dimension; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
