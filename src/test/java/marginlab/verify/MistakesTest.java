package marginlab.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import marginlab.experiment.ProblemException;
import org.junit.jupiter.api.Test;

class MistakesTest {
    private final boolean[] same = Faces.same(40, 2, 1);

    @Test
    void namesTheHardestPairsFirst() {
        double[] distances = clear();
        distances[4] = 3.5; // refused
        distances[10] = 2.5; // refused
        distances[7] = 0.3; // accepted
        distances[21] = 0.45; // accepted
        Mistakes mistakes = Mistakes.hardest(new PairScores(distances, same), 5);
        assertThat(mistakes.falseRejects()).extracting(Mistakes.Mistake::pair).containsExactly(4, 10);
        assertThat(mistakes.falseAccepts()).extracting(Mistakes.Mistake::pair).containsExactly(7, 21);
        assertThat(mistakes.falseAccepts().get(0).distance()).isEqualTo(0.3);
        assertThat(Mistakes.hardest(new PairScores(distances, same), 1).falseRejects())
                .extracting(Mistakes.Mistake::pair)
                .containsExactly(4);
    }

    @Test
    void countsAsManyMistakesAsTheAccuracySays() {
        PairScores scores = Faces.pairs(7, 16, 1.5, Faces.same(100, 10, 5)).scores(Fusion.SUM);
        Mistakes all = Mistakes.hardest(scores, 100);
        double accuracy = TenFold.outcome("a", "ten-fold", scores, 1).metrics().get("accuracy");
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
        assertThat(Mistakes.overlap(new PairScores(first, same), new PairScores(second, same)))
                .isEqualTo(new Mistakes.Overlap(1, 1, 2, 36));
    }

    @Test
    void refusesRunsOnOtherPairs() {
        PairScores one = new PairScores(clear(), same);
        PairScores other = new PairScores(clear(), Faces.same(40, 4, 1));
        assertThatThrownBy(() -> Mistakes.overlap(one, other))
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
