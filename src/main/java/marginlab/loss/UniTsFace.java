package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.batch.UnifiedCrossEntropy;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;
import marginlab.loss.margin.LossFactor;

/**
 * Images compared with images: {@code log(1 + exp(-(s (cos_y - m) - b))) + sum_(j != y) log(1 + exp(s cos_j - b))}, where {@code
 * cos_j} is that of an embedding with the last one of class j, a constant; averaged over a batch, the arguments of exp within +-s
 * (UniTSFace, NeurIPS 2023, the unified threshold integrated sample-to-sample loss). b is learned, from the mean over the batch of
 * {@code log sum_(j != y) exp(s cos_j)} on.
 *
 * <p>As in the authors' code it stands beside a loss with centres, {@code CosFace(0.4) + UniTSFace(0.1)}, and begins when there is an
 * embedding of every class, which is after the first epoch: until then it is 0. The memory takes {@code C d} numbers.
 *
 * @param m taken from the own class's cosine, 0.1
 */
public record UniTsFace(double m) implements Term {
    public UniTsFace {
        m = ParameterRange.COSINE.check("m", m);
    }

    @Override
    public LossValue value(Angles angles) {
        Operators operators = angles.operators();
        NDManager manager = angles.embeddings().getManager();
        long dimension = angles.embeddings().getShape().get(1);
        NDArray last =
                angles.memory().get(name("embeddings"), manager, m -> m.zeros(new Shape(angles.classes(), dimension)));
        NDArray seen = angles.memory().get(name("seen"), manager, m -> m.zeros(new Shape(angles.classes(), 1)));
        boolean whole = seen.sum().getFloat() == angles.classes();
        LossValue value = whole
                ? compared(
                        angles, angles.product(angles.unitEmbeddings(), operators.stopGradient(operators.unit(last))))
                : LossValue.of(operators.mul(angles.unitEmbeddings().sum(), 0f));
        remember(angles, last, seen);
        return value;
    }

    private LossValue compared(Angles angles, NDArray cosines) {
        NDManager manager = angles.embeddings().getManager();
        NDArray start = angles.memory()
                .get(name("start"), manager, m -> HostToEngine.number(m, (float) meanLogSumOfOthers(angles, cosines)));
        NDArray learned = angles.number(name("b"));
        float b = start.getFloat() + learned.getFloat(0);
        return UnifiedCrossEntropy.of(angles, cosines, m, 1, b, learned);
    }

    private static double meanLogSumOfOthers(Angles angles, NDArray cosines) {
        float[] values = angles.operators().stopGradient(cosines).toFloatArray();
        int classes = (int) angles.classes();
        double s = angles.scale().value();
        double sum = 0;
        for (int i = 0; i < angles.size(); i++) {
            double odds = 0;
            for (int j = 0; j < classes; j++) {
                odds += j == angles.identity(i) ? 0 : Math.exp(s * (values[i * classes + j] - 1));
            }
            sum += s + Math.log(odds);
        }
        return sum / angles.size();
    }

    /** Of several embeddings of a class the last one of the batch is kept. */
    private void remember(Angles angles, NDArray last, NDArray seen) {
        Operators operators = angles.operators();
        float[] kept = new float[angles.size()];
        Set<Integer> later = new HashSet<>();
        for (int i = angles.size() - 1; i >= 0; i--) {
            kept[i] = later.add(angles.identity(i)) ? 1 : 0;
        }
        NDArray column = HostToEngine.floats(angles.embeddings().getManager(), kept, new Shape(kept.length, 1));
        // Samples are the columns here: one-hot^T [C, N] times what is kept of them.
        NDArray members = angles.oneHot().transpose();
        NDArray rows = operators.stopGradient(angles.embeddings()).mul(column);
        NDArray replaced = operators.linear(members, column.transpose());
        angles.memory()
                .put(
                        name("embeddings"),
                        last.mul(replaced.neg().add(1f)).add(operators.linear(members, rows.transpose())));
        angles.memory().put(name("seen"), operators.maximum(seen, replaced));
    }

    @Override
    public boolean keepsClasses() {
        return true;
    }

    @Override
    public Set<LossFactor> factors() {
        return Set.of(LossFactor.SCALE);
    }

    @Override
    public Map<String, Double> numbers(long classes) {
        return Map.of(name("b"), 0.0);
    }

    /** What an array of it is called. */
    String name(String array) {
        return label() + "." + array;
    }

    @Override
    public String label() {
        return "UniTSFace(" + LabelNumber.text(m) + ")";
    }
}
