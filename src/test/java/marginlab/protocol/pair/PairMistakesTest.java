package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;

class PairMistakesTest {
    private final boolean[] same = MadeUpEmbeddings.same(40, 2, 1);

    @Test
    void namesTheHardestPairsFirst() {
        double[] distances = clear();
        distances[4] = 3.5; // refused
        distances[10] = 2.5; // refused
        distances[7] = 0.3; // accepted
        distances[21] = 0.45; // accepted
        PairMistakes mistakes = PairMistakes.hardest(new PairScores(distances, same), 5);
        assertThat(mistakes.falseRejects())
                .extracting(PairMistakes.Mistake::pair)
                .containsExactly(4, 10);
        assertThat(mistakes.falseAccepts())
                .extracting(PairMistakes.Mistake::pair)
                .containsExactly(7, 21);
        assertThat(mistakes.falseAccepts().get(0).distance()).isEqualTo(0.3);
        assertThat(PairMistakes.hardest(new PairScores(distances, same), 1).falseRejects())
                .extracting(PairMistakes.Mistake::pair)
                .containsExactly(4);
    }

    @Test
    void countsAsManyMistakesAsTheAccuracySays() {
        PairScores scores = MadeUpEmbeddings.pairs(7, 16, 1.5, MadeUpEmbeddings.same(100, 10, 5))
                .scores(FlipFusion.SUM);
        PairMistakes all = PairMistakes.hardest(scores, 100);
        double accuracy = TenFoldVerification.outcome("a", "ten-fold", scores, 1)
                .metrics()
                .get("accuracy");
        assertThat(all.falseAccepts().size() + all.falseRejects().size())
                .isPositive()
                .isEqualTo((int) Math.round(100 * (1 - accuracy)));
    }

    @Test
    void tellsTheOverlapOfTwoRuns() {
        double[] first = clear();
        first[4] = 3.5;
        first[7] = 0.3;
        double[] second = clear();
        second[7] = 0.4;
        second[21] = 0.45;
        second[22] = 3;
        assertThat(PairMistakes.overlap(new PairScores(first, same), new PairScores(second, same)))
                .isEqualTo(new PairMistakes.Overlap(1, 1, 2, 36));
    }

    @Test
    void refusesRunsOnOtherPairs() {
        PairScores one = new PairScores(clear(), same);
        PairScores other = new PairScores(clear(), MadeUpEmbeddings.same(40, 4, 1));
        assertThatThrownBy(() -> PairMistakes.overlap(one, other))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("labels that differ");
    }

    /** Genuine pairs at 0.5, impostors at 2. */
    private double[] clear() {
        double[] distances = new double[40];
        java.util.Arrays.setAll(distances, i -> same[i] ? 0.5 : 2);
        return distances;
    }
}
