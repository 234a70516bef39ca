package marginlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.TenFoldVerification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainProtocolsTest {
    @TempDir
    private Path folder;

    @Test
    void plainTenFoldMakesTheSameDecisions() {
        boolean[] same = new boolean[100];
        for (int i = 0; i < 100; i++) {
            same[i] = i % 10 < 5;
        }
        float[][] rows = new RandomRows(71, 200, 8).matrix();
        double accuracy = TenFoldVerification.score("a", new PairEmbeddings(rows, null, same))
                .outcome()
                .metrics()
                .get("accuracy");
        assertThat(PlainProtocols.tenFold(rows, same)).isEqualTo(Math.round(100 * accuracy));
    }

    @Test
    void countsImpostorsAboveTheMedianMate() throws IOException {
        float[][] rows = {{2, 0}, {0.6f, 0.8f}, {0, 3}};
        Path list = Files.writeString(folder.resolve("pairs.txt"), "0 1 1\n0 2 0\n1 2 0\n");
        assertThat(PlainProtocols.verifyTemplates(rows, list)).isEqualTo(1);
    }

    @Test
    void findsTheBestDistractorOfEachProbe() {
        RandomRows probes = new RandomRows(1, 5, 4);
        RandomRows distractors = new RandomRows(2, 7, 4);
        float[][] p = probes.matrix();
        float[][] g = distractors.matrix();
        long sum = 0;
        for (float[] probe : p) {
            double[] scores = new double[g.length];
            for (int i = 0; i < g.length; i++) {
                for (int j = 0; j < 4; j++) {
                    scores[i] += probe[j] * g[i][j];
                }
            }
            double best = java.util.Arrays.stream(scores).max().orElseThrow();
            sum += java.util.stream.IntStream.range(0, g.length)
                    .filter(i -> scores[i] == best)
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(PlainProtocols.bestDistractors(probes, distractors)).isEqualTo(sum);
    }

    @Test
    void timesTheRunsAfterTheWarmUp() {
        int[] calls = new int[1];
        List<Double> seconds = BenchTimer.seconds(3, () -> ++calls[0]);
        assertThat(seconds).hasSize(3).allMatch(second -> second >= 0);
        assertThat(calls[0]).isEqualTo(6);
    }
}
