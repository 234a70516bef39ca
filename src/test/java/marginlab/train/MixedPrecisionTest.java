package marginlab.train;

import static marginlab.train.TinyTraining.NEVER;
import static marginlab.train.TinyTraining.train;
import static marginlab.train.TinyTraining.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import marginlab.plan.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training in mixed precision, in float16 on a processor: the numbers of a GPU at another speed. */
@Tag("engine")
@EnabledIf(value = "hasPytorch", disabledReason = "needs PyTorch: the profile pytorch adds it")
final class MixedPrecisionTest {
    /** Gradients of the cosines are about the scale over the batch, 500, times the first factor of the loss: past float16. */
    private static final Map<String, String> OVERFLOWS = Map.of("scale", "8000", "schedule.rate", "0.001");

    @TempDir
    Path folder;

    static boolean hasPytorch() {
        return Engine.hasEngine("PyTorch");
    }

    private static Trial mixed(String objective, Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(changes);
        settings.put("precision", "mixed");
        return trial("PyTorch", objective, settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ArcFace(0.5)", "Softmax"})
    void followsFloat32WithinOnePercentForFiftySteps(String objective) throws IOException {
        Map<String, String> gentle =
                Map.of("schedule.rate", "0.0005", "schedule.stop-at", "50", "schedule.divide-at", "40");
        TinyTraining.Result single = train(trial("PyTorch", objective, gentle), folder.resolve("single"), NEVER);
        TinyTraining.Result mixed = train(mixed(objective, gentle), folder.resolve("mixed"), NEVER);

        assertThat(mixed.losses).hasSize(50).isNotEqualTo(single.losses);
        for (int step = 0; step < 50; step++) {
            double expected = single.losses.get(step);
            assertThat(mixed.losses.get(step)).as("step %d", step + 1).isCloseTo(expected, within(0.01 * expected));
        }
        assertThat(last(mixed.epochs)).containsEntry("skipped-steps", 0.0).containsEntry("loss-scale", 1024.0);
        assertThat(last(single.epochs)).doesNotContainKeys("skipped-steps", "loss-scale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0.5"})
    void skipsStepsThatOverflowAndGoesOn(String classRate) throws IOException {
        Map<String, String> changes = new HashMap<>(OVERFLOWS);
        changes.put("class-rate", classRate);
        TinyTraining.Result result = train(mixed("CosFace(0.35)", changes), folder, NEVER);

        double skipped = last(result.epochs).get("skipped-steps");
        assertThat(skipped).isBetween(1.0, 10.0);
        assertThat(last(result.epochs)).containsEntry("loss-scale", 1024 / Math.pow(2, skipped));
        assertThat(result.epochs.get(0)).containsEntry("skipped-steps", 3.0).doesNotContainKey("gradient-norm");
        assertThat(result.losses.get(result.losses.size() - 1)).isLessThan(result.losses.get(0));
        assertThat(result.arrays.values())
                .allSatisfy(values -> assertThat(values).allMatch(Float::isFinite));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 14})
    void goesOnToTheSameBitsWithTheScaleOfTheCheckpoint(int stop) throws IOException {
        Trial trial = mixed("CosFace(0.35)", OVERFLOWS);
        TinyTraining.Result whole = train(trial, folder.resolve("whole"), NEVER);
        Path interrupted = folder.resolve("interrupted");

        assertThatThrownBy(() -> train(trial, interrupted, stop)).isInstanceOf(StoppedException.class);
        String checkpoint = Files.readString(
                interrupted.resolve(String.format("step-%09d.safetensors", stop)), StandardCharsets.ISO_8859_1);
        TinyTraining.Result resumed = train(trial, interrupted, NEVER);

        assertThat(checkpoint).contains("loss-scale");
        assertThat(resumed.arrays).isEqualTo(whole.arrays);
        assertThat(last(resumed.epochs).get("skipped-steps"))
                .isEqualTo(last(whole.epochs).get("skipped-steps"));
    }

    @Test
    void learnsOnTwoDevicesThroughStepsThatOverflow() throws IOException {
        Map<String, String> changes = new HashMap<>(OVERFLOWS);
        changes.put("devices", "2");

        TinyTraining.Result result = train(mixed("CosFace(0.35)", changes), folder, NEVER);

        assertThat(last(result.epochs).get("skipped-steps")).isBetween(1.0, 10.0);
        assertThat(result.losses.get(result.losses.size() - 1)).isLessThan(result.losses.get(0));
    }

    @Test
    void divergesWhereGradientsOverflowThatAreNotScaledUp() {
        Trial trial = mixed("Softmax", Map.of("schedule.rate", "1e30", "schedule.clip", "0"));

        assertThatThrownBy(() -> train(trial, folder, NEVER)).isInstanceOf(DivergedException.class);
    }

    private static SortedMap<String, Double> last(List<SortedMap<String, Double>> epochs) {
        return epochs.get(epochs.size() - 1);
    }
}
