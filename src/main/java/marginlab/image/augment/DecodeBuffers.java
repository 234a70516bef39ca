package marginlab.image.augment;

import java.nio.FloatBuffer;
import marginlab.experiment.setting.Augmentation;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.random.CounterRandom;

/** What a decoding thread works in. */
public final class DecodeBuffers {
    private final ImageDecoder decoder;
    private final PixelNormalizer pixels;
    private final byte[] rgb;
    private final ImageAugmenter augmenter;

    public DecodeBuffers(int side) {
        this(side, Augmentation.NONE);
    }

    public DecodeBuffers(int side, Augmentation augmentation) {
        augmenter = augmentation.isNone() ? null : new ImageAugmenter(side, augmentation);
        decoder = new ImageDecoder(side);
        pixels = new PixelNormalizer(side);
        rgb = new byte[decoder.bytes()];
    }

    public void decode(EncodedImages images, int i) {
        decoder.decode(images, i, rgb);
    }

    /** Changes the image decoded last with random numbers that are its own. */
    public void augment(long... numbers) {
        if (augmenter != null) {
            augmenter.apply(rgb, new CounterRandom(numbers));
        }
    }

    /** Puts the image decoded last at a place of a batch. */
    public void put(boolean mirrored, FloatBuffer batch, int slot) {
        pixels.put(rgb, mirrored, batch, slot);
    }
}
