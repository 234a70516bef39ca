package marginlab.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import marginlab.engine.Operators;
import marginlab.engine.Precision;

/** A fully connected layer {@code x w^T + bias}. Called as DJL's is, for the reason of {@link Conv2d}. */
final class Linear extends ai.djl.nn.core.Linear {
    private final Precision precision;
    private final Parameter factors;
    private final Parameter bias;

    /** @param precision of training; what embeds is in float32 */
    Linear(int units, Precision precision) {
        super(new LinearParts().setUnits(units));
        this.precision = precision;
        factors = getParameters().get("weight");
        bias = getParameters().get("bias");
    }

    /** DJL's builder, which only it and its subclasses can make. */
    private static final class LinearParts extends Builder {}

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        if (!training || precision == Precision.FLOAT32) {
            return super.forwardInternal(store, inputs, training, params);
        }
        NDArray x = inputs.singletonOrThrow();
        NDArray w = store.getValue(factors, x.getDevice(), true);
        NDArray shift = store.getValue(bias, x.getDevice(), true);
        return new NDList(precision.product(x, w, Operators.of(x)::linear).add(shift));
    }
}
