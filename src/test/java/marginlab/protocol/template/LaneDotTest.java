package marginlab.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against exact sums. */
class LaneDotTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 64, 100, 512, 1031})
    void isTheScalarProductOfRowsOfAnyLength(int dimension) {
        SplittableRandom random = new SplittableRandom(dimension);
        LaneDot dot = new LaneDot(dimension);
        for (int repeat = 0; repeat < 3; repeat++) {
            double[] x = random.doubles(dimension, -1, 1).toArray();
            double[] y = random.doubles(dimension, -1, 1).toArray();
            BigDecimal exact = BigDecimal.ZERO;
            for (int j = 0; j < dimension; j++) {
                exact = exact.add(new BigDecimal(x[j]).multiply(new BigDecimal(y[j])));
            }
            double length = Math.sqrt(Arrays.stream(x).map(v -> v * v).sum()
                    * Arrays.stream(y).map(v -> v * v).sum());
            assertThat(dot.of(x, y)).isCloseTo(exact.doubleValue(), within(1e-15 * length));
        }
    }
}
