package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PairScanTest {
    @Test
    void dividesToTheLastBit() {
        MadeUpEmbeddings faces = new MadeUpEmbeddings(5);
        for (int trial = 0; trial < 2000; trial++) {
            double divisor = Math.scalb(Math.abs(faces.next()) + 1e-9 * faces.next(), trial % 60 - 30);
            double[] row = new double[64];
            double[] expected = new double[64];
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.scalb(faces.next() + 1e-10 * faces.next(), j - 32);
                expected[j] = row[j] / divisor;
            }
            PairScan.divide(row, divisor);
            assertThat(row).containsExactly(expected);
        }
    }

    @Test
    void addsSquaresInTheOrderOfThePairwiseSum() {
        for (int d : new int[] {1, 7, 8, 9, 127, 128, 129, 200, 256, 300, 512, 1000}) {
            MadeUpEmbeddings faces = new MadeUpEmbeddings(d);
            double[] x = faces.row(d);
            double[] y = faces.row(d);
            double[] squares = new double[d];
            double[] apart = new double[d];
            for (int j = 0; j < d; j++) {
                squares[j] = x[j] * x[j];
                apart[j] = (x[j] - y[j]) * (x[j] - y[j]);
            }
            assertThat(PairwiseSquares.of(x)).isEqualTo(PairwiseSum.of(squares));
            assertThat(PairwiseSquares.distance(x, y)).isEqualTo(PairwiseSum.of(apart));
        }
    }

    @Test
    void widensARowAndAddsItsSquaresInThatOrderToo() {
        for (int d : new int[] {1, 7, 8, 9, 127, 128, 129, 200, 256, 300, 512, 1000}) {
            float[] row = MadeUpEmbeddings.floats(new MadeUpEmbeddings(d).row(d));
            double[] expected = new double[d];
            double[] squares = new double[d];
            double[] widened = new double[d];
            for (int j = 0; j < d; j++) {
                expected[j] = row[j];
                squares[j] = expected[j] * expected[j];
            }
            assertThat(PairwiseSquares.widened(row, widened)).isEqualTo(PairwiseSum.of(squares));
            assertThat(widened).containsExactly(expected);
        }
    }

    @Test
    void scansMoreThanOnePieceAsThePairsAlone() {
        float[][] rows = MadeUpEmbeddings.rows(3, 400, 24);
        double[] all = PairScan.of(rows, null, FlipFusion.NONE).distances();
        for (int pair : new int[] {0, 63, 64, 199}) {
            float[][] two = {rows[2 * pair], rows[2 * pair + 1]};
            assertThat(PairScan.of(two, null, FlipFusion.NONE).distances()).containsExactly(all[pair]);
        }
    }
}
