package marginlab.data;

import java.nio.FloatBuffer;
import marginlab.experiment.Augmentation;

/** What a decoding thread works in. */
final class Scratch {
    private final Decoder decoder;
    private final Pixels pixels;
    private final byte[] rgb;
    private final Augmenter augmenter;

    Scratch(int side) {
        this(side, Augmentation.NONE);
    }

    Scratch(int side, Augmentation augmentation) {
        augmenter = augmentation.isNone() ? null : new Augmenter(side, augmentation);
        decoder = new Decoder(side);
        pixels = new Pixels(side);
        rgb = new byte[decoder.bytes()];
    }

    void decode(Images images, int i) {
        decoder.decode(images, i, rgb);
    }

    /** Changes the image decoded last with random numbers that are its own. */
    void augment(long... numbers) {
        if (augmenter != null) {
            augmenter.apply(rgb, new Draw(numbers));
        }
    }

    /** Puts the image decoded last at a place of a batch. */
    void put(boolean mirrored, FloatBuffer batch, int slot) {
        pixels.put(rgb, mirrored, batch, slot);
    }
}
