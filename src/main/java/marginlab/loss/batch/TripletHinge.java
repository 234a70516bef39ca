package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;
import marginlab.engine.Operators;

/**
 * The mean hinge {@code max(0, D_ap - D_an + m)} over chosen triplets of a batch: anchor a and positive p of one identity, n
 * of another. Zero where none is chosen.
 */
public final class TripletHinge {
    private final Angles angles;
    private final float[] apart;
    private final double margin;
    private final float[] weights;
    private int counted;
    private int inside;

    private TripletHinge(Angles angles, float[] apart, double margin) {
        this.angles = angles;
        this.apart = apart;
        this.margin = margin;
        this.weights = new float[apart.length];
    }

    /** The mean hinge of distances {@code [N, N]}. */
    public static LossValue hinge(Angles angles, NDArray distances, double margin, TripletMining mining) {
        Operators operators = angles.operators();
        TripletHinge chosen =
                new TripletHinge(angles, operators.stopGradient(distances).toFloatArray(), margin);
        for (int anchor = 0; anchor < chosen.size(); anchor++) {
            mining.choose(chosen, anchor);
        }
        if (chosen.inside == 0) {
            return LossValue.of(operators.mul(distances.sum(), 0f));
        }
        // Those inside the hinge are known by now, so the sum is linear in the distances.
        int n = angles.size();
        NDArray constant = angles.pairs().constant((i, j) -> chosen.weights[i * n + j] / chosen.counted);
        float margins = (float) (margin * ((double) chosen.inside / chosen.counted));
        return LossValue.of(operators.mul(distances, constant).sum().add(margins));
    }

    int size() {
        return angles.size();
    }

    float distance(int i, int j) {
        return apart[i * angles.size() + j];
    }

    boolean isPositive(int anchor, int other) {
        return other != anchor && angles.pairs().same(other, anchor);
    }

    boolean isNegative(int anchor, int other) {
        return !angles.pairs().same(other, anchor);
    }

    /** Whether the hinge of a triplet is above zero. */
    boolean isInside(int anchor, int positive, int negative) {
        return distance(anchor, negative) < distance(anchor, positive) + margin;
    }

    /** One triplet more in the mean, with its hinge. */
    void take(int anchor, int positive, int negative) {
        counted++;
        if (isInside(anchor, positive, negative)) {
            inside++;
            pull(anchor, positive, 1);
            push(anchor, negative, 1);
        }
    }

    /** One more in the mean that is inside the hinge. */
    void count() {
        counted++;
        inside++;
    }

    void pull(int anchor, int positive, float weight) {
        weights[anchor * angles.size() + positive] += weight;
    }

    void push(int anchor, int negative, float weight) {
        weights[anchor * angles.size() + negative] -= weight;
    }
}
