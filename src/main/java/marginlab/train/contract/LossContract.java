package marginlab.train.contract;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import marginlab.engine.InstalledEngines;
import marginlab.loss.JarLoss;
import marginlab.loss.Objective;
import marginlab.loss.formula.LossDefinitions;
import marginlab.loss.label.TermParameter;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import marginlab.loss.plugin.LossPlugin;
import marginlab.loss.plugin.PluginLoss;
import marginlab.train.LossArrays;
import marginlab.train.LossOnArrays;

/**
 * What holds for every loss, for the tests of those who bring one: on every engine that is there, on small batches,
 *
 * <ul>
 *   <li>the value is one number, and that of plain loops to 1e-5;
 *   <li>the gradients of embeddings, centres and bias are its central differences to 1e-3 of the largest;
 *   <li>another order of the batch changes nothing;
 *   <li>an embedding on its centre, opposite of it, of zeros, or equal to another has a finite value and gradients;
 *   <li>the label reads back, and numbers that are left out are the standard ones, each within its range.
 * </ul>
 */
public final class LossContract {
    private static final double[] SCALES = {1, 16};
    private static final long[] SEEDS = {3, 4};
    private static final double STEP = 1e-6;
    private static final double VALUE = 1e-5;
    private static final double SLOPE = 1e-3;

    private final JarLoss loss;
    private final PlainLoss plain;
    private final Set<String> broken = new LinkedHashSet<>();

    /** A loss by plain loops. */
    @FunctionalInterface
    public interface PlainLoss {
        /**
         * The value of a batch.
         *
         * @param batch what changes when a slope is measured
         * @param frozen the same batch as it was: for what counts as a constant of the derivative
         */
        double value(PlainBatch batch, PlainBatch frozen);
    }

    private LossContract(JarLoss loss, PlainLoss plain) {
        this.loss = loss;
        this.plain = plain;
    }

    /**
     * Checks a loss.
     *
     * @param numbers of the brackets, one a parameter
     * @throws AssertionError with all that is wrong
     */
    public static void check(LossPlugin plugin, double[] numbers, PlainLoss plain) {
        JarLoss loss = new JarLoss(
                PluginLoss.of(plugin), Arrays.stream(numbers).boxed().toList());
        LossContract contract = new LossContract(loss, plain);
        contract.label();
        for (String engine : InstalledEngines.present()) {
            for (double scale : SCALES) {
                for (long seed : SEEDS) {
                    contract.batch(engine, PlainBatch.random(seed, scale));
                }
            }
        }
        if (!contract.broken.isEmpty()) {
            throw new AssertionError(loss.label() + ":\n" + String.join("\n", contract.broken));
        }
    }

    private void label() {
        LossDefinitions known = LossDefinitions.ofJars(List.of(loss.loss()));
        expect(
                Objective.parse(loss.label(), known).equals(Objective.of(loss)),
                "the label does not parse back to the same loss");
        for (TermParameter parameter : loss.loss().parameters()) {
            expect(
                    parameter.range().contains(parameter.standard()),
                    parameter.name() + " = " + parameter.standard() + " is not "
                            + parameter.range().text());
        }
        expect(
                loss.loss().plugin().interfaceVersion() == LossPlugin.VERSION,
                "it is for version " + loss.loss().plugin().interfaceVersion() + " of LossPlugin, not "
                        + LossPlugin.VERSION);
    }

    private void batch(String engine, PlainBatch batch) {
        String where = engine + ", scale " + batch.scale() + ": ";
        LossOnArrays result = compute(engine, batch);
        double expected = plain.value(batch, batch);
        expect(
                near(result.value(), expected),
                where + "the value is " + result.value() + ", plain loops give " + expected);
        PlainBatch varied = batch.copy();
        DoubleSupplier value = () -> plain.value(varied, batch);
        slopes(where + "embeddings", result.embeddingsGradient(), varied.embeddings(), value);
        if (result.centresGradient() != null) {
            slopes(where + "centres", result.centresGradient(), varied.centres(), value);
        }
        if (result.biasGradient() != null) {
            slopes(where + "bias", new float[][] {result.biasGradient()}, new double[][] {varied.bias()}, value);
        }
        float other = compute(engine, batch.reversed()).value();
        expect(near(other, result.value()), where + "a reordered batch gives " + other);
        LossOnArrays extreme = compute(engine, batch.extreme());
        expect(Float.isFinite(extreme.value()), where + "not finite where embeddings meet centres or are zero");
        expect(
                finite(extreme.embeddingsGradient()) && finite(extreme.centresGradient()),
                where + "gradients that are not finite where embeddings meet centres or are zero");
    }

    private static boolean near(double value, double expected) {
        return Math.abs(value - expected) <= VALUE * Math.max(1, Math.abs(expected));
    }

    private LossOnArrays compute(String engine, PlainBatch batch) {
        LossFactors factors = new LossFactors(batch.scale(), MarginGradient.EXACT, BeyondPi.RAW);
        LossArrays arrays = batch.arrays();
        return LossOnArrays.of(Objective.of(loss), factors, arrays, Device.cpu(), engine, 1);
    }

    /** Central differences by an array of the batch, which is changed and restored. */
    private void slopes(String of, float[][] actual, double[][] variable, DoubleSupplier value) {
        double[][] expected = new double[variable.length][variable[0].length];
        double largest = 0;
        for (int i = 0; i < variable.length; i++) {
            for (int j = 0; j < variable[i].length; j++) {
                double middle = variable[i][j];
                variable[i][j] = middle + STEP;
                double after = value.getAsDouble();
                variable[i][j] = middle - STEP;
                expected[i][j] = (after - value.getAsDouble()) / (2 * STEP);
                variable[i][j] = middle;
                largest = Math.max(largest, Math.abs(expected[i][j]));
            }
        }
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                if (!(Math.abs(actual[i][j] - expected[i][j]) <= SLOPE * largest + 1e-7)) {
                    wrong.add("[" + i + ", " + j + "] is " + actual[i][j] + ", central differences give "
                            + expected[i][j]);
                }
            }
        }
        expect(wrong.isEmpty(), "the gradient of " + of + " " + (wrong.isEmpty() ? "" : wrong.get(0)));
    }

    private static boolean finite(float[][] rows) {
        if (rows != null) {
            for (float[] row : rows) {
                for (float value : row) {
                    if (!Float.isFinite(value)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }
}
