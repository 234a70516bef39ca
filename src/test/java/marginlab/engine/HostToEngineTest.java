package marginlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginlab.run.launch.HelperProcess;
import marginlab.run.launch.WorkerLauncher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("engine")
class HostToEngineTest {
    private static final float[] VALUES = {1.5f, -2, 3, 4, -5, 6.25f};

    static Stream<String> engines() {
        return Stream.of("MXNet", "PyTorch").filter(Engine::hasEngine);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void keepsOrderShapeAndType(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray matrix = HostToEngine.floats(manager, VALUES, new Shape(2, 3));
            NDArray places = HostToEngine.ints(manager, new int[] {7, -1});
            NDArray number = HostToEngine.number(manager, 0.75f);

            assertThat(matrix.getShape()).isEqualTo(new Shape(2, 3));
            assertThat(matrix.toFloatArray()).containsExactly(VALUES);
            assertThat(places.getDataType()).isEqualTo(DataType.INT32);
            assertThat(places.toIntArray()).containsExactly(7, -1);
            assertThat(number.getShape()).isEqualTo(new Shape());
            assertThat(number.getFloat()).isEqualTo(0.75f);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void takesWhatIsLeftOfABufferOfAnyKind(String engine) {
        FloatBuffer direct = ByteBuffer.allocateDirect(Float.BYTES * VALUES.length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(VALUES);
        FloatBuffer swapped = ByteBuffer.allocateDirect(Float.BYTES * VALUES.length)
                .order(ByteOrder.BIG_ENDIAN)
                .asFloatBuffer()
                .put(VALUES);
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            for (FloatBuffer buffer : new FloatBuffer[] {FloatBuffer.wrap(VALUES), direct, swapped}) {
                assertThat(HostToEngine.floats(manager, buffer.rewind(), new Shape(6))
                                .toFloatArray())
                        .containsExactly(VALUES);
                assertThat(HostToEngine.floats(manager, buffer.position(2), new Shape(4))
                                .toFloatArray())
                        .containsExactly(3, 4, -5, 6.25f);
                assertThat(buffer.position()).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void laterValuesLeaveEarlierArraysAlone(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray first = HostToEngine.floats(manager, VALUES);
            NDArray filled = manager.zeros(new Shape(3));
            HostToEngine.fill(filled, new float[] {1, 2, 3});
            HostToEngine.floats(manager, new float[] {9, 9, 9, 9, 9, 9});

            assertThat(first.toFloatArray()).containsExactly(VALUES);
            assertThat(filled.toFloatArray()).containsExactly(1, 2, 3);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void refusesAnotherNumberOfValues(String engine) {
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            NDArray three = manager.zeros(new Shape(3));

            assertThatThrownBy(() -> HostToEngine.floats(manager, VALUES, new Shape(7)))
                    .hasMessage("6 values for an array (7) of 7");
            assertThatThrownBy(() -> HostToEngine.fill(three, VALUES)).hasMessage("6 values for an array (3) of 3");
        }
    }

    /** With DJL's own way in, one in some thousands of such arrays has other values. */
    @ParameterizedTest
    @MethodSource("engines")
    void valuesArriveWhileGarbageIsCollected(String engine) {
        HelperProcess.ProcessOutput output = new HelperProcess(
                        new WorkerLauncher(WhileCollected.class, List.of(engine), 1, 64))
                .run(Duration.ofMinutes(5));

        assertThat(output.code()).as(output.errors()).isZero();
        assertThat(output.output().strip()).isEqualTo("500 arrays as they were given");
    }

    /** In a process of its own, because its small heap is collected in a moment, that of all tests in many. */
    static final class WhileCollected {
        private WhileCollected() {}

        public static void main(String[] arguments) throws InterruptedException {
            int[] wanted = IntStream.range(0, 64).toArray();
            AtomicBoolean isOver = new AtomicBoolean();
            Thread collector = new Thread(() -> {
                while (!isOver.get()) {
                    System.gc();
                }
            });
            collector.start();
            int rounds = 0;
            try (NDManager manager = NDManager.newBaseManager(null, arguments[0])) {
                for (; rounds < 500; rounds++) {
                    try (NDManager scope = manager.newSubManager()) {
                        assertThat(HostToEngine.ints(scope, wanted).toIntArray())
                                .containsExactly(wanted);
                    }
                }
            } finally {
                isOver.set(true);
                collector.join();
            }
            System.out.println(rounds + " arrays as they were given");
        }
    }

    /** As a loss keeps a number from step to step: PyTorch would read the memory of a buffer that nobody holds any more. */
    @ParameterizedTest
    @MethodSource("engines")
    void anotherHandleOutlivesTheArrayThatTheValuesCameBy(String engine) {
        int count = 200;
        float[] values = new float[4096];
        try (NDManager manager = NDManager.newBaseManager(null, engine)) {
            List<NDArray> kept = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Arrays.fill(values, i);
                try (NDManager step = manager.newSubManager()) {
                    NDArray view = HostToEngine.floats(step, values).stopGradient();
                    view.attach(manager);
                    kept.add(view);
                }
            }
            List<ByteBuffer> next = new ArrayList<>();
            for (int i = 0; i < 2 * count; i++) {
                if (i % 50 == 0) {
                    System.gc();
                }
                ByteBuffer memory = ByteBuffer.allocateDirect(Float.BYTES * values.length);
                while (memory.hasRemaining()) {
                    memory.put((byte) 0x41);
                }
                next.add(memory);
            }
            for (int i = 0; i < count; i++) {
                Arrays.fill(values, i);
                assertThat(kept.get(i).toFloatArray()).as("array %d", i).containsExactly(values);
            }
            assertThat(next).hasSize(2 * count);
        }
    }
}
