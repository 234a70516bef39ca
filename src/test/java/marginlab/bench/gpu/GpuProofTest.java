package marginlab.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import marginlab.bench.BenchFigure;
import marginlab.bench.gpu.ProofResult.PartState;
import org.junit.jupiter.api.Test;

/** Parts that take no time but that of a clock of their own. */
class GpuProofTest {
    private static final BenchFigure FIGURE = BenchFigure.of("speed", Map.of(), List.of(3.0), "images/s");

    private final List<String> shares = new ArrayList<>();
    private long nanos;

    /** @param seconds that it takes, whatever it was given */
    private ProofPart part(String name, double weight, int gpus, double seconds) {
        return new ProofPart(name, weight, gpus, "mend it", given -> {
            shares.add(name + " " + given);
            nanos += Math.round(1e9 * seconds);
            return List.of(FIGURE);
        });
    }

    private List<ProofResult> run(double budget, int gpus, ProofPart... parts) {
        return new GpuProof(List.of(parts), gpus, budget, () -> nanos).run(said -> {});
    }

    @Test
    void dividesWhatIsLeftOfTheTimeByWeight() {
        List<ProofResult> results = run(400, 1, part("a", 2, 0, 100), part("b", 1, 1, 250), part("c", 1, 1, 1));

        // Half of 400; of the 300 that are left half; all of 50.
        assertThat(shares).containsExactly("a 200.0", "b 150.0", "c 50.0");
        assertThat(results).extracting(ProofResult::state).containsOnly(PartState.DONE);
        assertThat(results).extracting(ProofResult::seconds).containsExactly(100.0, 250.0, 1.0);
        assertThat(results.get(0).figures()).containsExactly(FIGURE);
    }

    @Test
    void leavesOutWhatNeedsMoreGpusAndGivesItsTimeToTheOthers() {
        List<ProofResult> results = run(100, 0, part("gpu", 9, 1, 1), part("two", 9, 2, 1), part("cpu", 1, 0, 1));

        assertThat(shares).containsExactly("cpu 100.0");
        assertThat(results)
                .extracting(ProofResult::detail)
                .containsExactly("needs a GPU, found 0", "needs 2 GPUs, found 0", "");
        assertThat(results)
                .extracting(ProofResult::state)
                .containsExactly(PartState.LEFT_OUT, PartState.LEFT_OUT, PartState.DONE);
    }

    @Test
    void goesOnAfterWhatFailsAndSaysTheRemedy() {
        ProofPart broken = new ProofPart("broken", 1, 0, "mend it", seconds -> {
            throw new IllegalStateException("the process ended with code 139");
        });

        List<ProofResult> results = run(100, 0, broken, part("next", 1, 0, 1));

        assertThat(results.get(0))
                .isEqualTo(new ProofResult(
                        "broken", PartState.FAILED, 0, List.of(), "the process ended with code 139", "mend it"));
        assertThat(results.get(1).state()).isEqualTo(PartState.DONE);
    }

    @Test
    void leavesOutWhatThereIsNoTimeFor() {
        List<ProofResult> results = run(100, 0, part("long", 1, 0, 90), part("late", 1, 0, 1));

        assertThat(results.get(1).state()).isEqualTo(PartState.LEFT_OUT);
        assertThat(results.get(1).detail()).isEqualTo("no time was left");
        assertThat(results.get(1).remedy()).contains("--minutes");
    }

    @Test
    void readsTheDriversTable() {
        GpuList.GpuAnswer answer =
                NvidiaSmi.of("0, NVIDIA H200, 143771, 570.86.15\n1, NVIDIA H200, 143771, 570.86.15\n");

        assertThat(answer.devices())
                .containsExactly(
                        new GpuDevice("0", "NVIDIA H200", 143771, "570.86.15"),
                        new GpuDevice("1", "NVIDIA H200", 143771, "570.86.15"));
        assertThat(NvidiaSmi.of("No devices were found\n").problem()).isEqualTo("nvidia-smi lists no GPU");
    }

    /** Without libtorch every part that trains fails with the reason, and none of them starts a process. */
    @Test
    void triesNothingWithAnotherLibtorch() {
        Libtorch wrong =
                new Libtorch("--libtorch", "lib", "", true, "libtorch 2.5.1 in lib, expected 2.7.1", "take 2.7.1");
        List<ProofPart> parts = new ProofParts(wrong)
                .all().stream()
                        .filter(part -> !part.name().startsWith("Reading"))
                        .toList();

        List<ProofResult> results = new GpuProof(parts, 2, 1000, () -> nanos).run(said -> {});

        assertThat(results).hasSizeGreaterThan(15).allSatisfy(result -> {
            assertThat(result.state()).isEqualTo(PartState.FAILED);
            assertThat(result.detail()).contains("libtorch 2.5.1 in lib, expected 2.7.1");
        });
    }

    @Test
    void trainsAsManyStepsAsFit() {
        ProofParts parts = new ProofParts(new Libtorch("", "", "", false, "none", ""));

        // 800 images a second until it is measured: (44 - 12) 800 / (2 x 128) - 5.
        assertThat(parts.steps("IR-50", 128, 44)).isEqualTo(50);
        assertThat(parts.steps("IR-50", 128, 20)).isEqualTo(20);
        assertThat(parts.steps("IR-50", 128, 5)).isEqualTo(3);
    }
}
