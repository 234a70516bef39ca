package marginlab.image.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import marginlab.experiment.setting.Augmentation;
import marginlab.random.CounterRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("installed")
final class ImageAugmenterTest {
    private static final int SIDE = 32;

    @Test
    void leavesAnImageAloneWithProbabilityZero() {
        byte[] rgb = gradient();
        new ImageAugmenter(SIDE, Augmentation.NONE).apply(rgb, new CounterRandom(1));
        assertThat(rgb).isEqualTo(gradient());
    }

    @Test
    void changesAsManyAsTheProbabilitySays() {
        ImageAugmenter augmenter = new ImageAugmenter(SIDE, new Augmentation(0, 0, 0, 0, 0, 0.25));
        long changed = IntStream.range(0, 2000)
                .filter(i -> !Arrays.equals(changed(augmenter, i), gradient()))
                .count();
        assertThat(changed / 2000.0).isCloseTo(0.25, within(0.03));
    }

    @Test
    void givesEqualImagesForEqualNumbers() {
        Augmentation everything = new Augmentation(0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
        for (int i = 0; i < 20; i++) {
            assertThat(changed(new ImageAugmenter(SIDE, everything), i))
                    .isEqualTo(changed(new ImageAugmenter(SIDE, everything), i));
        }
    }

    /** What is left of a crop is the image itself, a fifth of it at least; the rest is black. */
    @Test
    void keepsARectangleOfACrop() {
        ImageAugmenter augmenter = new ImageAugmenter(SIDE, new Augmentation(1, 0, 0, 0, 0, 0));
        for (int i = 0; i < 200; i++) {
            byte[] original = gradient();
            byte[] cropped = changed(augmenter, i);
            int left = 0;
            for (int at = 0; at < cropped.length; at++) {
                assertThat(cropped[at]).isIn(original[at], (byte) 0);
                left += cropped[at] == 0 ? 0 : 1;
            }
            assertThat((double) left / cropped.length).isBetween(0.15, 1.0);
        }
    }

    @Test
    void blursWithoutChangingTheMean() {
        ImageAugmenter augmenter = new ImageAugmenter(SIDE, new Augmentation(0, 1, 0, 0, 0, 0));
        for (int i = 0; i < 20; i++) {
            assertThat(mean(changed(augmenter, i))).isCloseTo(mean(gradient()), within(1.5));
        }
        assertThat(changed(augmenter, 0)).isNotEqualTo(gradient());
    }

    /** A grey image has no saturation, and its mean is what brightness makes of it. */
    @Test
    void changesColoursWithinTheirBounds() {
        ImageAugmenter weak = new ImageAugmenter(SIDE, new Augmentation(0, 0, 0, 1, 0, 0));
        ImageAugmenter strong = new ImageAugmenter(SIDE, new Augmentation(0, 0, 1, 0, 0, 0));
        double lowest = 255;
        double highest = 0;
        for (int i = 0; i < 300; i++) {
            byte[] grey = new byte[3 * SIDE * SIDE];
            Arrays.fill(grey, (byte) 100);
            weak.apply(grey, new CounterRandom(i));
            assertThat(mean(grey)).isBetween(87.0, 113.0);
            Arrays.fill(grey, (byte) 100);
            strong.apply(grey, new CounterRandom(i));
            lowest = Math.min(lowest, mean(grey));
            highest = Math.max(highest, mean(grey));
        }
        assertThat(lowest).isBetween(49.0, 60.0);
        assertThat(highest).isBetween(140.0, 151.0);
    }

    @Test
    void compressesAndCutsOff() {
        byte[] compressed = changed(new ImageAugmenter(SIDE, new Augmentation(0, 0, 0, 0, 1, 0)), 1);
        assertThat(compressed).isNotEqualTo(gradient());
        assertThat(mean(compressed)).isCloseTo(mean(gradient()), within(15.0));
        byte[] cut = changed(new ImageAugmenter(SIDE, new Augmentation(0, 0, 0, 0, 0, 1)), 1);
        long grey =
                IntStream.range(0, cut.length).filter(i -> cut[i] == (byte) 128).count();
        assertThat(grey).isBetween(3L * 8 * 8, 3L * 16 * 16 + 60);
    }

    private static byte[] changed(ImageAugmenter augmenter, int number) {
        byte[] rgb = gradient();
        augmenter.apply(rgb, new CounterRandom(number));
        return rgb;
    }

    private static byte[] gradient() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            rgb[3 * i] = (byte) (40 + 5 * (i % SIDE));
            rgb[3 * i + 1] = (byte) (30 + 6 * (i / SIDE));
            rgb[3 * i + 2] = (byte) 90;
        }
        return rgb;
    }

    private static double mean(byte[] rgb) {
        return IntStream.range(0, rgb.length).map(i -> rgb[i] & 0xFF).average().orElseThrow();
    }
}
