package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RocCurveTest {
    @Test
    void areaIsTheShareOfOrderedPairs() {
        MadeUpEmbeddings faces = new MadeUpEmbeddings(5);
        double[] genuine = new double[40];
        double[] impostor = new double[90];
        java.util.Arrays.setAll(genuine, i -> Math.round(faces.next() * 8 + 2));
        java.util.Arrays.setAll(impostor, i -> Math.round(faces.next() * 8));
        double wins = 0;
        for (double g : genuine) {
            for (double i : impostor) {
                wins += g > i ? 1 : g == i ? 0.5 : 0;
            }
        }
        assertThat(new RocCurve(genuine, impostor).auc().getAsDouble()).isCloseTo(wins / 3600, within(1e-14));
    }

    @Test
    void trueAcceptRateAgreesWithEveryThreshold() {
        MadeUpEmbeddings faces = new MadeUpEmbeddings(9);
        double[] genuine = new double[30];
        double[] impostor = new double[1000];
        java.util.Arrays.setAll(genuine, i -> Math.round(faces.next() * 50 + 20));
        java.util.Arrays.setAll(impostor, i -> Math.round(faces.next() * 50));
        RocCurve roc = new RocCurve(genuine, impostor);
        for (double target : new double[] {1e-1, 1e-2, 1e-3}) {
            double best = 0;
            for (double threshold = -60; threshold <= 80; threshold++) {
                if (share(impostor, threshold) <= target) {
                    best = Math.max(best, share(genuine, threshold));
                }
            }
            assertThat(roc.tarAtFar(target).getAsDouble()).as("at " + target).isEqualTo(best);
        }
    }

    @Test
    void saysWhenImpostorsAreTooFewToTell() {
        RocCurve roc = new RocCurve(new double[] {3, 4, 5}, new double[100]);
        assertThat(roc.tarAtFar(1e-2)).hasValue(1);
        assertThat(roc.tarAtFar(1e-3)).isEmpty();
        TreeMap<String, Double> metrics = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        roc.report(metrics, notes);
        assertThat(metrics).containsOnlyKeys("auc", "eer", "tar@far=1e-1", "tar@far=1e-2");
        assertThat(notes).containsExactly("no tar@far=1e-3, 1e-4, 1e-5, 1e-6: 100 impostor pairs are too few to tell");
    }

    @Test
    void rejectsGenuinePairsThatTieWithARefusedImpostor() {
        RocCurve roc = new RocCurve(new double[] {1, 2, 3}, new double[] {0, 0, 0, 0, 0, 0, 0, 0, 2, 2});
        assertThat(roc.tarAtFar(.1)).hasValue(1 / 3.0);
        assertThat(roc.tarAtFar(.2)).hasValue(2 / 3.0 + 1 / 3.0);
    }

    @Test
    void equalErrorRateLiesBetweenTheNeighbouringPoints() {
        assertThat(new RocCurve(new double[] {2, 3}, new double[] {0, 1}).eer()).hasValue(0);
        assertThat(new RocCurve(new double[] {0, 1}, new double[] {2, 3}).eer()).hasValue(1);
        assertThat(new RocCurve(new double[] {1, 1}, new double[] {1, 1, 1}).eer())
                .hasValue(.5);
    }

    @Test
    void isEmptyWithoutPairsOfBothKinds() {
        RocCurve roc = new RocCurve(new double[0], new double[] {1, 2});
        assertThat(roc.auc()).isEmpty();
        assertThat(roc.eer()).isEmpty();
        assertThat(roc.tarAtFar(.5)).isEmpty();
        assertThat(roc.points(5)).isEmpty();
    }

    @Test
    void drawsTheCurveFromOneImpostorToAll() {
        double[] impostor = new double[100];
        java.util.Arrays.setAll(impostor, i -> i);
        List<RocCurve.RocPoint> points = new RocCurve(new double[] {98.5, 50.5, 1}, impostor).points(3);
        assertThat(points)
                .containsExactly(
                        new RocCurve.RocPoint(.01, 1 / 3.0),
                        new RocCurve.RocPoint(.1, 1 / 3.0),
                        new RocCurve.RocPoint(1, 1));
    }

    @Test
    void treatsBothZerosAsOneScore() {
        assertThat(new RocCurve(new double[] {-0.0}, new double[] {0.0}).auc()).hasValue(.5);
    }

    private static double share(double[] scores, double threshold) {
        double count = 0;
        for (double score : scores) {
            count += score >= threshold ? 1 : 0;
        }
        return count / scores.length;
    }
}
