package marginlab.image.augment;

import java.nio.FloatBuffer;
import marginlab.experiment.network.ImageForm;
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
        this(ImageForm.trained(side), augmentation);
    }

    /** Images as a network takes them. */
    public DecodeBuffers(ImageForm form) {
        this(form, Augmentation.NONE);
    }

    private DecodeBuffers(ImageForm form, Augmentation augmentation) {
        int side = form.size().height();
        augmenter = augmentation.isNone() ? null : new ImageAugmenter(side, augmentation);
        decoder = new ImageDecoder(side);
        pixels = new PixelNormalizer(form);
        rgb = new byte[decoder.bytes()];
    }

    public void decode(EncodedImages images, int i) {
        decoder.decode(images, i, rgb);
    }

    /** The pixels of the image decoded last, to be given back to {@link #restore}. */
    public byte[] pixels() {
        return rgb.clone();
    }

    /** In place of decoding an image once more. */
    public void restore(byte[] decoded) {
        System.arraycopy(decoded, 0, rgb, 0, rgb.length);
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
