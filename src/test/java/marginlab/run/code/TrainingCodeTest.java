package marginlab.run.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import marginlab.store.TestTrials;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that a compiler really made, before and after a change. */
class TrainingCodeTest {
    private static final String LOSS = """
            package marginlab.loss;
            /** A loss. */
            final class Broken {
                double of(double x) {
                    if (x < 0) {
                        throw new IllegalArgumentException("below zero");
                    }
                    return 2 * x;
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void noticesAChangedLossAndNothingElse() throws IOException {
        TrainingCode before = code(LOSS);
        TrainingCode broken = code(LOSS.replace("2 * x", "3 * x"));

        assertThat(broken.differences(before)).containsExactly("loss");
        assertThat(before.differences(code(LOSS))).isEmpty();
    }

    @Test
    void doesNotCareForComments() throws IOException {
        String told = LOSS.replace("/** A loss. */", "/**\n * A loss,\n * told in three lines.\n */\n// And more.");
        assertThat(code(told).differences(code(LOSS))).isEmpty();
    }

    @Test
    void noticesAChangedResource() {
        Map<String, byte[]> files = Map.of("protocol/pair/list.txt", new byte[] {1});
        Map<String, byte[]> others = Map.of("protocol/pair/list.txt", new byte[] {2});
        assertThat(new TrainingCode(new TreeMap<>(TrainingCode.of(files)))
                        .differences(new TrainingCode(new TreeMap<>(TrainingCode.of(others)))))
                .containsExactly("protocol");
    }

    @Test
    void isReadBackFromTheProvenanceOfARun() {
        TrainingCode here = TrainingCode.here();
        assertThat(TrainingCode.parse(here.text())).isEqualTo(here);
        assertThat(here.parts()).containsKeys("loss", "network", "train", "protocol", "djl");
        assertThat(here.text()).hasSizeLessThan(240);
    }

    @Test
    void saysWhichResultsOtherCodeTrained() {
        TreeMap<String, String> changed = new TreeMap<>(TrainingCode.here().parts());
        changed.put("loss", "00000000");
        changed.put("djl", "11111111");
        Run same = run(1, Map.of("code", TrainingCode.here().text()));
        Run other = run(2, Map.of("code", new TrainingCode(changed).text()));
        Run old = run(3, Map.of("commit", "abc"));
        TrainedCode trained = TrainedCode.of(List.of(same, other, old));

        assertThat(trained.label(same.trial().id())).isEmpty();
        assertThat(trained.label(other.trial().id())).contains("other code: djl, loss");
        assertThat(trained.label(old.trial().id())).contains("unknown code");
        assertThat(trained.lines())
                .containsExactly(
                        "1 result was trained by other code (djl, loss changed since)",
                        "1 result was trained by unknown code, before marginlab kept track of it");
    }

    private static Run run(int seed, Map<String, String> provenance) {
        return new Run(TestTrials.trial("NS", seed), TrialState.DONE, "", 1, Instant.EPOCH, 1, provenance, List.of());
    }

    private TrainingCode code(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("Broken.java"), source);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-g", "-d", folder.toString(), file.toString());
        assertThat(failed).isZero();
        Map<String, byte[]> files = new TreeMap<>();
        files.put("loss/Broken.class", Files.readAllBytes(folder.resolve("marginlab/loss/Broken.class")));
        return new TrainingCode(TrainingCode.of(files));
    }
}
