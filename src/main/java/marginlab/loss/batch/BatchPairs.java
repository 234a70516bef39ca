package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;

/** The embeddings of a batch with each other: what a term that compares pairs of them needs, the cosines computed once. */
public final class BatchPairs {
    private final Angles batch;
    private final Operators operators;
    private NDArray cosines;

    BatchPairs(Angles batch) {
        this.batch = batch;
        this.operators = batch.operators();
    }

    /** Cosines {@code [N, N]} of the embeddings with each other. */
    public NDArray cosines() {
        if (cosines == null) {
            cosines = operators.linear(batch.unitEmbeddings(), batch.unitEmbeddings());
        }
        return cosines;
    }

    /** Angles {@code [N, N]} in radians of the embeddings with each other; off the diagonal. */
    public NDArray angles() {
        NearParallelPairs blunt = nearParallel();
        return blunt.isEmpty() ? ArcCosine.plain(cosines()) : ArcCosine.of(cosines(), blunt);
    }

    private NearParallelPairs nearParallel() {
        return NearParallelPairs.of(
                operators.stopGradient(cosines()), batch.embeddings(), batch.embeddings(), (i, j) -> i == j);
    }

    /** Squared distances {@code [N, N]} of the unit embeddings, {@code 2 - 2 cos}; of chords where a cosine is blunt. */
    public NDArray distances() {
        NDArray distances = operators.mul(cosines(), -2f).add(2f);
        NearParallelPairs blunt = nearParallel();
        if (!blunt.isEmpty()) {
            NDArray plain = operators.stopGradient(distances);
            // Nothing is changed but the value: the slope by the cosine is minus two everywhere.
            NDArray missing = operators.sub(blunt.squaredDistances(plain.toFloatArray()), plain);
            distances = operators.add(distances, operators.stopGradient(missing));
        }
        return operators.maximum(distances, 0f);
    }

    /** The entry of a matrix over the pairs of a batch. */
    public interface PairFunction {
        double at(int i, int j);
    }

    /** A constant {@code [N, N]} by its entries. */
    public NDArray constant(PairFunction entry) {
        int n = batch.size();
        float[] values = new float[n * n];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) entry.at(k / n, k % n);
        }
        return HostToEngine.floats(batch.embeddings().getManager(), values, new Shape(n, n));
    }

    /** Whether two embeddings are of one identity. */
    public boolean same(int i, int j) {
        return batch.identity(i) == batch.identity(j);
    }
}
