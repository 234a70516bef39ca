package marginlab.data;

import java.nio.FloatBuffer;

/** What a decoding thread works in. */
final class Scratch {
    private final Decoder decoder;
    private final Pixels pixels;
    private final byte[] rgb;

    Scratch(int side) {
        decoder = new Decoder(side);
        pixels = new Pixels(side);
        rgb = new byte[decoder.bytes()];
    }

    void decode(Images images, int i) {
        decoder.decode(images, i, rgb);
    }

    /** Puts the image decoded last at a place of a batch. */
    void put(boolean mirrored, FloatBuffer batch, int slot) {
        pixels.put(rgb, mirrored, batch, slot);
    }
}
