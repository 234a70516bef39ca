package example;

import ai.djl.ndarray.NDArray;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.label.TermParameter;
import marginlab.loss.plugin.LossBatch;
import marginlab.loss.plugin.LossNeed;
import marginlab.loss.plugin.LossPlugin;

/** A hinge on the class that is nearest of all others: the own centre is to be nearer by m. */
public final class HardestOther implements LossPlugin {
    @Override
    public int interfaceVersion() {
        return LossPlugin.VERSION;
    }

    @Override
    public String name() {
        return "HardestOther";
    }

    @Override
    public String formula() {
        return "max(0, max_(j != y) cos(theta_j) - cos(theta_y) + m)";
    }

    @Override
    public List<TermParameter> parameters() {
        return List.of(new TermParameter("m", 0.3, ParameterRange.COSINE));
    }

    @Override
    public Set<LossNeed> needs() {
        return EnumSet.of(LossNeed.CENTRES);
    }

    @Override
    public LossValue value(LossBatch batch, double[] numbers) {
        // No cosine less 2 is the largest: the own class is no other.
        NDArray others = batch.cosines().sub(batch.mul(batch.oneHot(), 2));
        NDArray hardest = others.max(new int[] {1}, true);
        NDArray beyond = hardest.sub(batch.targetCosines()).add((float) numbers[0]);
        return LossValue.of(batch.maximum(beyond, 0).mean());
    }
}
