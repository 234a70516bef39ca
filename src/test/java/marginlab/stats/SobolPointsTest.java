package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SobolPointsTest {
    /**
     * By hand from the direction numbers of Joe and Kuo (new-joe-kuo-6.21201), in Gray code order: of the second coordinate m = 1, 3,
     * 5; of the third (s = 2, a = 1) m = 1, 3 and 2 x 3 xor 4 x 1 xor 1 = 3.
     */
    @Test
    void beginsAsPublished() {
        assertThat(SobolPoints.of(7, 3))
                .containsExactly(
                        new double[] {0.5, 0.5, 0.5},
                        new double[] {0.75, 0.25, 0.25},
                        new double[] {0.25, 0.75, 0.75},
                        new double[] {0.375, 0.375, 0.625},
                        new double[] {0.875, 0.875, 0.125},
                        new double[] {0.625, 0.125, 0.875},
                        new double[] {0.125, 0.625, 0.375});
    }

    @Test
    void fillsAGridInEveryCoordinate() {
        for (int coordinate = 0; coordinate < 5; coordinate++) {
            int which = coordinate;
            assertThat(SobolPoints.of(31, 5).stream()
                            .mapToDouble(point -> 32 * point[which])
                            .sorted()
                            .boxed())
                    .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, 31)
                            .mapToObj(i -> (double) i)
                            .toList());
        }
    }
}
