package marginlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("engine")
class TrainingCheckTest {
    static Stream<String> engines() {
        return Stream.of("MXNet", "PyTorch").filter(Engine::hasEngine);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void findsNoDifferenceBetweenADeviceAndItself(String engine) {
        TrainingCheck steps = new TrainingCheck(engine);

        double difference = steps.difference(
                List.of("ArcFace(0.5)", "Triplet(0.35)", "UniFace(0.4, 1)", "SubCenter(0.5, 3)"),
                Device.cpu(),
                Device.cpu());

        assertThat(difference).isZero();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void trains(String engine) {
        double[] losses = new TrainingCheck(engine).losses("Softmax", Device.cpu());

        assertThat(losses).hasSize(20);
        assertThat(losses[19]).isLessThan(losses[0]);
    }
}
