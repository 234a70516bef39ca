package marginlab.network;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Random;
import java.util.function.DoubleSupplier;
import marginlab.experiment.setting.Backbone;
import marginlab.experiment.setting.Recipe;

/**
 * The values that parameters start from, drawn on the host so that they are the same on every engine.
 *
 * <p>In the paper's recipe weights are Gaussian with standard deviation {@code sqrt(2 / fan_out)} (MXNet's Xavier with factor
 * "out" and magnitude 2), and in arcface_torch's MobileFaceNet too; in its residual networks those of convolutions have 0.1, and
 * the output layer with its bias is uniform within {@code 1 / sqrt(fan_in)}. In both, centres are {@code N(0, 0.01)}, slopes 0.25, scales and running variances 1,
 * everything else 0.
 */
final class WeightInitializer {
    private static final double CENTRE_DEVIATION = 0.01;
    private static final double TORCH_DEVIATION = 0.1;
    private static final String OUTPUT = "Linear_";

    private final boolean torch;
    private final long seed;

    WeightInitializer(Recipe recipe, Backbone.Kind kind, long seed) {
        this.torch = recipe == Recipe.ARCFACE_TORCH && kind != Backbone.Kind.MOBILE;
        this.seed = seed;
    }

    /**
     * The values of one parameter, one after the other.
     *
     * @param index its place in the network, which keeps its numbers its own
     * @param inputs of the output layer, whose bias has no other way to know
     */
    DoubleSupplier of(String name, Parameter parameter, Shape shape, int index, long inputs) {
        // The generator whose every digit is part of the platform's specification.
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + index);
        boolean uniform = torch && name.contains(OUTPUT);
        double bound = 1 / Math.sqrt(inputs);
        switch (parameter.getType()) {
            case WEIGHT:
                double deviation = deviation(name, shape);
                return uniform ? () -> bound * (2 * random.nextDouble() - 1) : () -> deviation * random.nextGaussian();
            case GAMMA:
                double first = name.endsWith("PRelu_gamma") ? PRelu.FIRST_SLOPE : 1;
                return () -> first;
            case RUNNING_VAR:
                return () -> 1;
            case BIAS:
                return uniform ? () -> bound * (2 * random.nextDouble() - 1) : () -> 0;
            default:
                return () -> 0;
        }
    }

    private double deviation(String name, Shape shape) {
        if (name.equals(FaceNetwork.CENTRES)) {
            return CENTRE_DEVIATION;
        }
        return torch ? TORCH_DEVIATION : Math.sqrt(2.0 / fanOut(shape));
    }

    private static long fanOut(Shape shape) {
        return shape.dimension() == 2
                ? shape.get(0)
                : shape.get(0) * shape.slice(2).size();
    }
}
