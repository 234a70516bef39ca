package marginlab.image.align;

import static org.assertj.core.api.Assertions.assertThat;

import marginlab.image.decode.RgbImage;
import marginlab.random.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageWarpTest {
    private static final int SIDE = 40;

    /** Upright, turned, upside down, enlarged, over the edges, shrunk tenfold (one pixel in a hundred is looked at), outside. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 5, 7",
        "0.83, -0.41, 30.3, 12.7",
        "-0.9, 0.2, 90.5, 80.25",
        "0.11, 0.03, 50, 40",
        "1.7, 0.9, -20.5, -11.25",
        "10, 2, -60, -50",
        "1, 0, 400, 10",
        "-3e4, 5e4, 2e6, -1e6"
    })
    void blendsTheFourPixelsAroundEachPoint(double a, double b, double s, double t) {
        RgbImage picture = picture();
        SimilarityTransform back = new SimilarityTransform(a, b, s, t);
        byte[] square = new ImageWarp(picture, back, SIDE).square();
        byte[] expected = new byte[square.length];
        int different = 0;
        for (int i = 0; i < square.length; i++) {
            int u = i / 3 % SIDE;
            int v = i / 3 / SIDE;
            expected[i] = exact(picture, a * u - b * v + s, b * u + a * v + t, i % 3);
            int difference = Math.abs((square[i] & 0xFF) - (expected[i] & 0xFF));
            assertThat(difference).as("channel %d at %d, %d", i % 3, u, v).isLessThanOrEqualTo(1);
            different += difference;
        }
        // What is rounded the other way is closer than a tenth to the middle between two levels.
        assertThat(different).isLessThan(square.length / 50);
    }

    @ParameterizedTest
    @CsvSource({"NaN, 0, 0, 0", "0, 0, NaN, 0", "Infinity, 0, 0, 0", "1, 0, -Infinity, 3"})
    void isBlackWhereThereIsNoPlace(double a, double b, double s, double t) {
        assertThat(new ImageWarp(picture(), new SimilarityTransform(a, b, s, t), SIDE).square())
                .hasSize(3 * SIDE * SIDE)
                .containsOnly(0);
    }

    private static RgbImage picture() {
        byte[] rgb = new byte[3 * 120 * 100];
        CounterRandom draw = new CounterRandom(7);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) draw.next();
        }
        return new RgbImage(120, 100, rgb);
    }

    private static byte exact(RgbImage picture, double x, double y, int channel) {
        double left = Math.floor(x);
        double top = Math.floor(y);
        double sum = 0;
        for (int corner = 0; corner < 4; corner++) {
            double column = left + corner % 2;
            double row = top + corner / 2;
            if (column >= 0 && row >= 0 && column < picture.width() && row < picture.height()) {
                int at = 3 * ((int) row * picture.width() + (int) column) + channel;
                sum += (1 - Math.abs(x - column)) * (1 - Math.abs(y - row)) * (picture.rgb()[at] & 0xFF);
            }
        }
        return (byte) Math.floor(sum + 0.5);
    }
}
