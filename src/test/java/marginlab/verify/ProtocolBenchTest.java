package marginlab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolBenchTest {
    @Test
    void plainTenFoldMakesTheSameDecisions() {
        boolean[] same = Faces.same(100, 10, 5);
        float[][] rows = Faces.rows(71, 200, 8);
        Outcome fast = TenFold.score("a", new PairEmbeddings(rows, null, same)).outcome();
        assertThat(PlainProtocols.tenFold(rows, same))
                .isEqualTo(Math.round(100 * fast.metrics().get("accuracy")));
    }

    @Test
    void tellsTheMedianWithTheFastestAndTheSlowest() {
        Figure figure = Figure.of("x", Map.of("pairs", 3L), new double[] {1, 2, 4}, "ms", 1000, new double[] {9});
        assertThat(figure.median()).isEqualTo(2000);
        assertThat(figure.low()).isEqualTo(1000);
        assertThat(figure.high()).isEqualTo(4000);
        assertThat(figure.plain()).hasValue(9000);
    }

    @Test
    void timesEveryRunButTheFirst() {
        int[] calls = new int[1];
        assertThat(Figure.seconds(3, () -> ++calls[0])).hasSize(3).isSorted();
        assertThat(calls[0]).isEqualTo(4);
    }
}
