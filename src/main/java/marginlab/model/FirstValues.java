package marginlab.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.Random;

/**
 * The values that parameters start from, drawn on the host so that they are the same on every engine.
 *
 * <p>Weights are Gaussian with standard deviation {@code sqrt(2 / fan_out)} (MXNet's Xavier with factor "out" and
 * magnitude 2), centres {@code N(0, 0.01)}, slopes 0.25, scales and running variances 1, everything else 0.
 */
final class FirstValues {
    private static final double CENTRE_DEVIATION = 0.01;

    private FirstValues() {}

    /** Values of one parameter; {@code index} is its place in the network, which keeps its numbers its own. */
    static float[] of(String name, Parameter parameter, Shape shape, long seed, int index) {
        float[] values = new float[Math.toIntExact(shape.size())];
        switch (parameter.getType()) {
            case WEIGHT:
                // The generator whose every digit is part of the platform's specification.
                Random random = new Random(seed * 0x9E3779B97F4A7C15L + index);
                double deviation = name.equals(FaceNetwork.CENTRES) ? CENTRE_DEVIATION : Math.sqrt(2.0 / fanOut(shape));
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (deviation * random.nextGaussian());
                }
                return values;
            case GAMMA:
                Arrays.fill(values, name.endsWith("PRelu_gamma") ? PRelu.FIRST_SLOPE : 1);
                return values;
            case RUNNING_VAR:
                Arrays.fill(values, 1);
                return values;
            default:
                return values;
        }
    }

    private static long fanOut(Shape shape) {
        return shape.dimension() == 2
                ? shape.get(0)
                : shape.get(0) * shape.slice(2).size();
    }
}
