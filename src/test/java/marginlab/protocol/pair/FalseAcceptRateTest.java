package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import marginlab.protocol.embedding.ProtocolOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A figure of a rate is given where the impostors tell it, and else a reason. */
class FalseAcceptRateTest {

    /** Half of the pairs are impostors; nine tenths of them set the threshold. */
    @ParameterizedTest(name = "{0} pairs: {1}")
    @CsvSource({
        "23, 1e-3, false",
        "23, 1e-2, false",
        "600, 1e-3, false",
        "600, 1e-2, true",
        "2000, 1e-3, false",
        "2240, 1e-3, true",
        "6000, 1e-3, true"
    })
    void givesValWhereTheOtherFoldsHaveAnImpostorForTheRate(int pairs, String rate, boolean isTold) {
        SplittableRandom random = new SplittableRandom(pairs);
        double[] distances = new double[pairs];
        boolean[] same = new boolean[pairs];
        for (int i = 0; i < pairs; i++) {
            same[i] = i % 2 == 0;
            distances[i] = Math.min(3.9, Math.abs(0.3 * random.nextGaussian() + (same[i] ? 0.9 : 2)));
        }

        ProtocolOutcome outcome = TenFoldVerification.outcome("s", "ten-fold", new PairScores(distances, same), 1);

        assertThat(outcome.metrics().containsKey("val@far=" + rate)).isEqualTo(isTold);
        assertThat(outcome.metrics().containsKey("far@far=" + rate)).isEqualTo(isTold);
        assertThat(outcome.metrics().containsKey("val-std@far=" + rate)).isEqualTo(isTold);
        assertThat(outcome.notes().stream().anyMatch(note -> note.startsWith("no val@far=" + rate + ": ")))
                .isNotEqualTo(isTold);
    }

    @ParameterizedTest(name = "{0} pairs, every {1}th apart")
    @CsvSource({"60, 60", "6000, 6000", "6000, 2", "6000, 50"})
    void givesNoValOfEmbeddingsThatAreAllTheSame(int pairs, int apart) {
        double[] distances = new double[pairs];
        boolean[] same = new boolean[pairs];
        for (int i = 0; i < pairs; i++) {
            same[i] = i % 4 < 2;
            // Half of them at most lie elsewhere: as many impostors as not are alike.
            distances[i] = i % apart == 3 ? 2 : 0.25;
        }

        ProtocolOutcome outcome = TenFoldVerification.outcome("s", "ten-fold", new PairScores(distances, same), 1);

        assertThat(outcome.metrics()).doesNotContainKey("val@far=1e-3").doesNotContainKey("val@far=1e-2");
        assertThat(outcome.notes()).anyMatch(note -> note.startsWith("no val@far=1e-3: "));
        if (pairs == 6000) {
            assertThat(outcome.notes())
                    .anyMatch(
                            note -> note.matches(
                                    "no val@far=1e-3: its threshold accepts [0-9.]+ % of the impostor pairs outside fold 1, .*"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ten-fold",
        "'ten-fold(no-flip, FaceX-Zoo, cosine)'",
        "'ten-fold(no-flip, opensphere, cosine)'",
        "'ten-fold(no-flip, Face_Pytorch, cosine)'",
        "ten-fold(pca=3)",
        "ten-fold(no-flip)"
    })
    void givesNoAccuracyOfPairsOfOneKind(String rules) {
        for (boolean genuine : new boolean[] {true, false}) {
            boolean[] same = new boolean[40];
            Arrays.fill(same, genuine);
            PairEmbeddings embeddings = MadeUpEmbeddings.pairs(3, 8, 1.2, same);

            ProtocolOutcome outcome = PairVerification.score("s", embeddings, PairVariant.parse(rules));

            assertThat(outcome.metrics()).containsOnlyKeys("xnorm");
            assertThat(outcome.notes())
                    .singleElement()
                    .asString()
                    .contains("all 40 pairs are of " + (genuine ? "one person" : "two people"));
        }
    }

    @Test
    void isOneRuleForAllProtocols() {
        assertThat(new FalseAcceptRate("1e-3").isToldBy(999)).isFalse();
        assertThat(new FalseAcceptRate("1e-3").isToldBy(1000)).isTrue();
        assertThat(new FalseAcceptRate("1e-3").allowed(1000)).isEqualTo(1);
        assertThat(new FalseAcceptRate("1e-9").isToldBy(1_000_000_000L)).isTrue();
        assertThat(new RocCurve(new double[] {1}, new double[999]).tarAtFar(1e-3))
                .isEmpty();
        assertThat(new RocCurve(new double[] {1}, new double[1000]).tarAtFar(1e-3))
                .isPresent();
    }
}
