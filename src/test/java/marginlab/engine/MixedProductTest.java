package marginlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Products of numbers that float16 rounds: it keeps 11 significant bits, so that 2049 becomes 2048, and 1 + 1/4096 becomes 1. */
@Tag("engine")
final class MixedProductTest {
    private static final String NEEDS = "needs PyTorch: the profile pytorch adds it";

    static boolean hasPytorch() {
        return Engine.hasEngine("PyTorch");
    }

    @Test
    @EnabledIf(value = "hasPytorch", disabledReason = NEEDS)
    void roundsFactorsAndGradientsAndGivesFloat32() {
        try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
            NDArray x = HostToEngine.floats(manager, new float[] {2049, 1}, new Shape(1, 2));
            NDArray w = HostToEngine.floats(manager, new float[] {1, 1 + 1f / 4096, 0.5f, 3}, new Shape(2, 2));
            x.setRequiresGradient(true);
            w.setRequiresGradient(true);
            NDArray single;
            NDArray mixed;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                single = Precision.FLOAT32.product(x, w, Operators.PYTORCH::linear);
                mixed = Precision.MIXED.product(x, w, Operators.PYTORCH::linear);
                collector.backward(mixed.sum());
            }

            assertThat(single.toFloatArray()).containsExactly(2050 + 1f / 4096, 1027.5f);
            assertThat(mixed.getDataType()).isEqualTo(DataType.FLOAT32);
            // 2048 + 1, which lies between two numbers of float16 and goes to the even one; 1024 + 3.
            assertThat(mixed.toFloatArray()).containsExactly(2048f, 1027f);
            assertThat(x.getGradient().getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(x.getGradient().toFloatArray()).containsExactly(1.5f, 4f);
            assertThat(w.getGradient().toFloatArray()).containsExactly(2048f, 1f, 2048f, 1f);
        }
    }

    @Test
    @EnabledIf(value = "hasPytorch", disabledReason = NEEDS)
    void clearsAGradientThatIsNotFinite() {
        try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
            NDArray gradient = HostToEngine.floats(manager, new float[] {Float.NaN, Float.POSITIVE_INFINITY, 2});

            LayerOperators.PYTORCH.clear(gradient);

            assertThat(gradient.toFloatArray()).containsExactly(0f, 0f, 0f);
        }
    }

    @Test
    void mxnetSaysThatItHasNone() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "MXNet")) {
            NDArray x = manager.ones(new Shape(1, 1));

            assertThatThrownBy(() -> Precision.MIXED.product(x, x, Operators.MXNET::linear))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("MXNet computes in float32 alone");
        }
    }
}
