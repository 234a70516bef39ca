package marginlab.run.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.TestTrials;
import org.junit.jupiter.api.Test;

/** What a line of progress says of a set that was scored: its headline, or why there is none. */
class ScoredLineTest {

    @Test
    void saysTheHeadlineOfASet() {
        assertThat(said(new ProtocolOutcome("lfw", "ten-fold", figures("accuracy", 0.889, "epoch", 3), List.of())))
                .endsWith("seed 1: lfw: accuracy 88.90 %\n");
    }

    /** Not the first figure that is there: "allsame epoch 3.000" tells nobody anything. */
    @Test
    void saysWhyASetHasNoAccuracy() {
        for (String why : List.of(
                "no accuracy, val@far, tar@far, auc, eer: all 600 pairs are genuine",
                "no accuracy, val@far, tar@far, auc, eer: all 7 pairs are impostors")) {
            assertThat(said(new ProtocolOutcome(
                            "allsame", "ten-fold", figures("xnorm", 20.5, "epoch", 3), List.of(), List.of(why))))
                    .endsWith("seed 1: allsame: " + why + "\n")
                    .doesNotContain("epoch");
        }
    }

    @Test
    void saysNothingOfFiguresThatNeedMoreWords() {
        assertThat(said(new ProtocolOutcome(
                        "faces", "angles", figures("inter", 39.23, "epoch", 3), List.of(), List.of("two people"))))
                .isEmpty();
        assertThat(said(new ProtocolOutcome("allsame", "ten-fold", figures("xnorm", 20.5, "epoch", 3), List.of())))
                .isEmpty();
    }

    private static TreeMap<String, Double> figures(String one, double value, String other, double number) {
        return new TreeMap<>(Map.of(one, value, other, number));
    }

    private static String said(ProtocolOutcome outcome) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        new LineProgress(new PrintStream(lines, true, StandardCharsets.UTF_8)).scored(TestTrials.trial(1), outcome);
        return lines.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
