package marginlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("engine")
class OperatorsTest {
    private static final float[] INPUT = {1.5f, 2, 3, 4.5f};

    /** What an operator with a number gives, and its slope. */
    private enum ByNumber {
        MUL(2.5f) {
            @Override
            NDArray of(Operators operators, NDArray x) {
                return operators.mul(x, number);
            }

            @Override
            double value(double x) {
                return number * x;
            }

            @Override
            double slope(double x) {
                return number;
            }
        },
        DIV(4) {
            @Override
            NDArray of(Operators operators, NDArray x) {
                return operators.div(x, number);
            }

            @Override
            double value(double x) {
                return x / number;
            }

            @Override
            double slope(double x) {
                return 1 / number;
            }
        },
        POW(3) {
            @Override
            NDArray of(Operators operators, NDArray x) {
                return operators.pow(x, number);
            }

            @Override
            double value(double x) {
                return x * x * x;
            }

            @Override
            double slope(double x) {
                return 3 * x * x;
            }
        },
        MAXIMUM(2.5f) {
            @Override
            NDArray of(Operators operators, NDArray x) {
                return operators.maximum(x, number);
            }

            @Override
            double value(double x) {
                return Math.max(x, number);
            }

            @Override
            double slope(double x) {
                return x > number ? 1 : 0;
            }
        },
        MINIMUM(2.5f) {
            @Override
            NDArray of(Operators operators, NDArray x) {
                return operators.minimum(x, number);
            }

            @Override
            double value(double x) {
                return Math.min(x, number);
            }

            @Override
            double slope(double x) {
                return x < number ? 1 : 0;
            }
        };

        final float number;

        ByNumber(float number) {
            this.number = number;
        }

        abstract NDArray of(Operators operators, NDArray x);

        abstract double value(double x);

        abstract double slope(double x);

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Stream<String> engines() {
        return Stream.of("MXNet", "PyTorch").filter(Engine::hasEngine);
    }

    static Stream<Arguments> operators() {
        return engines()
                .flatMap(engine -> Stream.of(ByNumber.values()).map(operator -> Arguments.of(engine, operator)));
    }

    /** The tape keeps the number until the backward pass, whatever becomes of Java's memory meanwhile. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("operators")
    void differentiatesByANumberAfterGarbageWasCollected(String engine, ByNumber operator) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray x = HostToEngine.floats(manager, INPUT);
            x.setRequiresGradient(true);
            NDArray y;
            List<ByteBuffer> others;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                y = operator.of(Operators.of(manager), x);
                NDArray sum = y.sum();
                others = OthersMemory.write();
                collector.backward(sum);
            }

            float[] values = y.toFloatArray();
            float[] slopes = x.getGradient().toFloatArray();
            Reference.reachabilityFence(others);
            for (int i = 0; i < INPUT.length; i++) {
                assertThat((double) values[i]).isCloseTo(operator.value(INPUT[i]), within(1e-5));
                assertThat((double) slopes[i]).isCloseTo(operator.slope(INPUT[i]), within(1e-5));
            }
        }
    }

    /** Another handle of an array whose values came from Java sees them when the first handle is closed. */
    @ParameterizedTest
    @MethodSource("engines")
    void filledAndCopiedArraysHaveMemoryOfTheirOwn(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray first = manager.zeros(new Shape(2, 2));
            NDArray second = manager.zeros(new Shape(2, 2));
            NDArray before = second.stopGradient();
            HostToEngine.fill(first, INPUT);
            ArrayCopy.copy(first, second);
            NDArray kept = first.stopGradient();
            NDArray copied = second.stopGradient();
            first.close();
            second.close();

            List<ByteBuffer> others = OthersMemory.write();

            assertThat(kept.toFloatArray()).containsExactly(INPUT);
            assertThat(copied.toFloatArray()).containsExactly(INPUT);
            // In place: a handle from before sees the new values.
            assertThat(before.toFloatArray()).containsExactly(INPUT);
            Reference.reachabilityFence(others);
        }
    }

    /** On a thread that PyTorch records on by default, as every one but the first is. */
    @ParameterizedTest
    @MethodSource("engines")
    void fillsAnArrayThatIsTrainedOnAnyThread(String engine) throws InterruptedException {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray x = manager.zeros(new Shape(4));
            x.setRequiresGradient(true);
            Thread thread = new Thread(() -> HostToEngine.fill(x, INPUT));
            thread.start();
            thread.join();

            assertThat(x.toFloatArray()).containsExactly(INPUT);
            assertThat(x.hasGradient()).isTrue();
        }
    }
}
