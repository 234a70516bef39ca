package marginlab.protocol.search;

import marginlab.file.npy.MatrixRows;
import marginlab.protocol.embedding.MatrixProduct;

/** Angles between unit vectors, in degrees. */
final class NearestAngle {
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
        MatrixRows rows = MatrixRows.of(unit);
        TopScores[] best = TopScores.each(unit.length, 1);
        ScoreBlocks.of("centres", rows, product)
                .visit("centres", rows, 0, unit.length, row -> best[row.probe()].take(row, row.probe()));
        double sum = 0;
        for (int row = 0; row < unit.length; row++) {
            sum += degrees(unit[row], 0, unit[(int) best[row].row(0)]);
        }
        return sum / unit.length;
    }
}
