package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import marginlab.engine.HostToEngine;

/**
 * Pairs of rows whose cosine no longer tells their angle, see {@link ArcCosine}: their chords and angles in double precision. There
 * are seldom any, so the engine is only asked for their cosines and rows.
 */
public final class NearParallelPairs {

    /** Pairs that do not count: of a row with itself. */
    interface Own {
        boolean is(int row, int column);
    }

    private final NDArray cosines;
    private final float[] host;
    private final float[] left;
    private final float[] right;
    private final Own own;
    private final int columns;
    private final int d;

    private NearParallelPairs(NDArray cosines, NDArray left, NDArray right, Own own) {
        this.cosines = cosines;
        this.own = own;
        host = cosines.toFloatArray();
        columns = (int) cosines.getShape().get(1);
        d = (int) right.getShape().get(1);
        boolean any = IntStream.range(0, host.length).parallel().anyMatch(this::isBlunt);
        this.left = any ? left.toFloatArray() : null;
        this.right = left == right ? this.left : any ? right.toFloatArray() : null;
    }

    /**
     * Of a matrix of cosines {@code [N, M]}, a constant.
     *
     * @param left rows {@code [N, d]}, of any length
     * @param right rows {@code [M, d]}, of any length
     */
    static NearParallelPairs of(NDArray cosines, NDArray left, NDArray right, Own own) {
        return new NearParallelPairs(cosines, left, right, own);
    }

    boolean isEmpty() {
        return left == null;
    }

    private boolean isBlunt(int k) {
        return Math.abs(host[k]) > 1 - ArcCosine.BLUNT && !own.is(k / columns, k % columns);
    }

    /** A number of a pair by its squared chord from one row, and to the opposite of the other. */
    private interface ByChords {
        double of(double apart, double together);
    }

    private NDArray each(float[] elsewhere, ByChords number) {
        float[] values = elsewhere;
        IntStream.range(0, host.length).parallel().filter(this::isBlunt).forEach(k -> {
            int i = k / columns * d;
            int j = k % columns * d;
            double one = length(left, i);
            double other = length(right, j);
            double apart = 0;
            double together = 0;
            for (int c = 0; c < d; c++) {
                double a = left[i + c] / one;
                double b = right[j + c] / other;
                apart += (a - b) * (a - b);
                together += (a + b) * (a + b);
            }
            values[k] = (float) number.of(apart, together);
        });
        return HostToEngine.floats(cosines.getManager(), values, new Shape(host.length / columns, columns));
    }

    private double length(float[] rows, int at) {
        double sum = 0;
        for (int c = at; c < at + d; c++) {
            sum += (double) rows[c] * rows[c];
        }
        return Math.sqrt(Math.max(sum, Double.MIN_NORMAL));
    }

    /** One for each of the pairs, else zero. */
    NDArray marks() {
        return each(new float[host.length], (apart, together) -> 1);
    }

    /** The angles of the pairs, else zero. */
    NDArray angles() {
        return angles(new float[host.length]);
    }

    /** The angles of the pairs, else what there was. */
    public NDArray angles(float[] elsewhere) {
        return each(elsewhere, (apart, together) -> 2 * Math.atan2(Math.sqrt(apart), Math.sqrt(together)));
    }

    /** {@code 1 / sin(theta)} of the pairs, else zero. */
    NDArray steepness() {
        return steepness(new float[host.length]);
    }

    /** {@code 1 / sin(theta)} of the pairs, else what there was. */
    public NDArray steepness(float[] elsewhere) {
        return each(
                elsewhere,
                (apart, together) ->
                        1 / Math.max(ArcCosine.LEAST_SINE, 2 * Math.sqrt(apart * together) / (apart + together)));
    }

    /** The squared distances of the pairs brought to length one, else what there was. */
    public NDArray squaredDistances(float[] elsewhere) {
        return each(elsewhere, (apart, together) -> apart);
    }
}
