package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Expected values were computed in NumPy from all points of the curve. */
class NearestRocPointTest {
    @Test
    void readsACurveWithTies() {
        MadeUpEmbeddings faces = new MadeUpEmbeddings(21);
        double[] genuine = new double[60];
        double[] impostor = new double[500];
        Arrays.setAll(genuine, i -> Math.rint(faces.next() * 40 + 25));
        Arrays.setAll(impostor, i -> Math.rint(faces.next() * 40));
        assertThat(rates(genuine, impostor, 1e-1, 1e-2, 5e-3, 2e-3))
                .containsExactly(0.45, 0.3333333333333333, 0.3333333333333333, 0.3333333333333333);
    }

    @Test
    void readsTheEndsOfLongRuns() {
        MadeUpEmbeddings faces = new MadeUpEmbeddings(22);
        double[] genuine = new double[30];
        double[] impostor = new double[2000];
        Arrays.setAll(genuine, i -> faces.next() + .8);
        Arrays.setAll(impostor, i -> faces.next());
        assertThat(rates(genuine, impostor, 1e-1, 1e-2, 5e-3, 2e-3, 1e-3))
                .containsExactly(
                        0.43333333333333335, 0.4, 0.36666666666666664, 0.36666666666666664, 0.36666666666666664);
    }

    @Test
    void startsAtNothingAccepted() {
        // One step takes every pair: (0, 0) is nearer to a tenth than (1, 1).
        assertThat(rates(new double[] {1, 1}, new double[] {1, 1, 1}, .1, .9)).containsExactly(0, 1);
    }

    private static double[] rates(double[] genuine, double[] impostor, double... targets) {
        Arrays.sort(genuine);
        Arrays.sort(impostor);
        return NearestRocPoint.rates(genuine, impostor, targets);
    }
}
