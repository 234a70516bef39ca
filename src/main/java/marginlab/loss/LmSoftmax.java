package marginlab.loss;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import java.util.stream.IntStream;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.margin.LogitScale;
import marginlab.loss.margin.LossFactor;

/**
 * {@code 1/s log sum_(j != y) exp(s (cos_j - cos_y))}, averaged over a batch: NS whose own class does not stand in its sum, so that it
 * is never satisfied (LM-Softmax, Learning Towards the Largest Margins, ICLR 2022, arXiv 2206.11589). It may be below 0.
 */
public record LmSoftmax() implements Term {
    /** In place of the own logit: it has no part in a softmax. */
    private static final float NOWHERE = -1e4f;

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        LogitScale scale = angles.scale();
        float s = (float) scale.value();
        NDArray constant = operators.stopGradient(angles.cosines());
        NDArray own = operators.pick(constant, angles.labels());
        NDArray others = operators.put(operators.mul(constant, s), angles.labels(), angles.column(NOWHERE));
        // A logit less its logarithm of softmax is that of the sum, whichever class it is of.
        NDArray any = another(angles);
        NDArray sum = operators.sub(
                operators.pick(others, operators.stopGradient(any)),
                operators.pick(operators.logSoftmax(others), operators.stopGradient(any)));
        NDArray number = operators.div(sum, s).sub(own).mean();
        NDArray slopes =
                operators.stopGradient(operators.put(operators.softmax(others), angles.labels(), angles.column(-1)));
        NDArray surrogate = operators.div(operators.inner(angles.cosines(), slopes), angles.size());
        if (scale.learned() != null) {
            NDArray growth = operators.div(
                    operators
                            .div(operators.inner(constant, slopes), angles.size())
                            .sub(number),
                    s);
            surrogate = surrogate.add(
                    scale.learned().mul(operators.stopGradient(growth)).sum());
        }
        return new LossValue(surrogate, operators.stopGradient(number));
    }

    /** A class of each row that is not its label. */
    private static NDArray another(Angles angles) {
        int[] classes = IntStream.range(0, angles.size())
                .map(i -> (int) ((angles.identity(i) + 1) % angles.classes()))
                .toArray();
        return HostToEngine.ints(angles.embeddings().getManager(), classes);
    }

    @Override
    public Set<LossFactor> factors() {
        return Set.of(LossFactor.SCALE);
    }

    @Override
    public String label() {
        return "LM-Softmax";
    }
}
