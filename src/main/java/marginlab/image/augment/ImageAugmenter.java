package marginlab.image.augment;

import java.util.Arrays;
import marginlab.experiment.setting.Augmentation;
import marginlab.image.decode.ImageDecoder;
import marginlab.image.decode.ImageResizer;
import marginlab.image.decode.RgbImage;
import marginlab.random.CounterRandom;

/**
 * Changes decoded training images as the experiment says, in the order in which {@link Augmentation} lists the changes; one augmenter a
 * thread. What is done to an image is a function of the numbers drawn for it alone.
 */
final class ImageAugmenter {
    private static final double SMALLEST_AREA = 0.2;
    private static final double SMALLEST_SIDE = 0.2;
    /** Width to height of a crop, as torchvision's RandomResizedCrop has it: three to four up to four to three. */
    private static final double WIDEST = 4.0 / 3;

    private static final double STRONG = 0.5;
    private static final double WEAK = 0.125;
    private static final int WORST_QUALITY = 2;
    private static final int BEST_QUALITY = 20;
    private static final byte GREY = (byte) 128;

    private final int side;
    private final Augmentation augmentation;
    private final byte[] copy;
    private final ImageDecoder decoder;

    /** Changes images of a side in pixels. */
    ImageAugmenter(int side, Augmentation augmentation) {
        this.side = side;
        this.augmentation = augmentation;
        this.copy = new byte[3 * side * side];
        this.decoder = new ImageDecoder(side);
    }

    /** Changes {@code [side, side, 3]} bytes in place. */
    void apply(byte[] rgb, CounterRandom draw) {
        if (draw.unit() < augmentation.crop()) {
            crop(rgb, draw);
        }
        if (draw.unit() < augmentation.lowResolution()) {
            lowResolution(rgb, draw);
        }
        if (draw.unit() < augmentation.photometric()) {
            colours(rgb, STRONG, draw);
        }
        if (draw.unit() < augmentation.colour()) {
            colours(rgb, WEAK, draw);
        }
        if (draw.unit() < augmentation.compression()) {
            compress(rgb, draw);
        }
        if (draw.unit() < augmentation.cutoff()) {
            cutOff(rgb, draw);
        }
    }

    private void crop(byte[] rgb, CounterRandom draw) {
        double area = between(SMALLEST_AREA, 1, draw) * side * side;
        double ratio = Math.exp(between(-Math.log(WIDEST), Math.log(WIDEST), draw));
        int width = Math.max(1, Math.min(side, (int) Math.round(Math.sqrt(area * ratio))));
        int height = Math.max(1, Math.min(side, (int) Math.round(Math.sqrt(area / ratio))));
        int left = draw.below(side - width + 1);
        int top = draw.below(side - height + 1);
        for (int y = 0; y < side; y++) {
            int row = 3 * side * y;
            if (y < top || y >= top + height) {
                Arrays.fill(rgb, row, row + 3 * side, (byte) 0);
            } else {
                Arrays.fill(rgb, row, row + 3 * left, (byte) 0);
                Arrays.fill(rgb, row + 3 * (left + width), row + 3 * side, (byte) 0);
            }
        }
    }

    private void lowResolution(byte[] rgb, CounterRandom draw) {
        int small = Math.max(1, (int) Math.round(side * between(SMALLEST_SIDE, 1, draw)));
        byte[] shrunk = new byte[3 * small * small];
        new ImageResizer(side, side, small).resize(rgb, shrunk);
        new ImageResizer(small, small, side).resize(shrunk, copy);
        System.arraycopy(copy, 0, rgb, 0, rgb.length);
    }

    /** Brightness scales all, contrast the distance from the mean luma, saturation that from each pixel's own luma. */
    private static void colours(byte[] rgb, double most, CounterRandom draw) {
        double brightness = between(1 - most, 1 + most, draw);
        double contrast = between(1 - most, 1 + most, draw);
        double saturation = between(1 - most, 1 + most, draw);
        double mean = 0;
        for (int at = 0; at < rgb.length; at += 3) {
            mean += luma(rgb, at);
        }
        mean *= brightness * 3 / rgb.length;
        for (int at = 0; at < rgb.length; at += 3) {
            double own = luma(rgb, at);
            for (int c = at; c < at + 3; c++) {
                double value = brightness * (own + saturation * ((rgb[c] & 0xFF) - own));
                double changed = mean + contrast * (value - mean);
                rgb[c] = (byte) (int) Math.max(0, Math.min(255, changed + 0.5));
            }
        }
    }

    private void compress(byte[] rgb, CounterRandom draw) {
        int quality = WORST_QUALITY + draw.below(BEST_QUALITY - WORST_QUALITY + 1);
        byte[] jpeg = new RgbImage(side, side, rgb.clone()).jpeg(quality / 100f);
        decoder.decode(jpeg, () -> "a compressed training image", rgb);
    }

    private void cutOff(byte[] rgb, CounterRandom draw) {
        int half = Math.max(1, side / 4);
        int x = draw.below(side);
        int y = draw.below(side);
        int from = Math.max(0, x - half);
        int to = Math.min(side, x + half);
        for (int row = Math.max(0, y - half); row < Math.min(side, y + half); row++) {
            Arrays.fill(rgb, 3 * (row * side + from), 3 * (row * side + to), GREY);
        }
    }

    private static double between(double low, double high, CounterRandom draw) {
        return low + (high - low) * draw.unit();
    }

    /** Luma of ITU-R BT.601. */
    private static double luma(byte[] rgb, int at) {
        return 0.299 * (rgb[at] & 0xFF) + 0.587 * (rgb[at + 1] & 0xFF) + 0.114 * (rgb[at + 2] & 0xFF);
    }
}
