package marginlab.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;

/** The engine's product of two square matrices that it holds already, without a copy to or from Java. */
final class MatrixPeak {
    private static final int SIDE = 2048;
    private static final int RUNS = 15;

    private MatrixPeak() {}

    static BenchFigure measure(String engine) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("side", String.valueOf(SIDE));
        settings.put("engine", engine);
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            float[] values = new float[SIDE * SIDE];
            for (int row = 0; row < SIDE; row++) {
                values[row * SIDE + row] = 1;
            }
            NDArray square = HostToEngine.floats(manager, FloatBuffer.wrap(values), new Shape(SIDE, SIDE));
            List<Double> seconds = BenchTimer.seconds(RUNS, () -> {
                try (NDManager scope = manager.newSubManager()) {
                    scope.tempAttachAll(square);
                    return (long) Operators.of(square)
                            .linear(square, square)
                            .get("0,0")
                            .getFloat();
                }
            });
            return BenchFigure.of("sgemm", settings, BenchSizes.rates(seconds, 2e-9 * SIDE * SIDE * SIDE), "GFLOP/s");
        }
    }
}
