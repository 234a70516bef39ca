package marginlab.dataset.audit;

import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageDecoder;

/**
 * Bits of an image that change little when it is stored in another size, quality or brightness: whether each of n x n areas is
 * darker than its right neighbour. One instance a thread.
 */
final class DifferenceHash {
    private final int side;
    private final ImageDecoder decoder;
    private final byte[] rgb;

    /** Hashes of {@code side * side} bits. */
    DifferenceHash(int side) {
        this.side = side;
        decoder = new ImageDecoder(side + 1);
        rgb = new byte[decoder.bytes()];
    }

    /** The hash of image {@code i}, 64 bits a number. */
    long[] of(EncodedImages images, int i) {
        decoder.decode(images, i, rgb);
        long[] hash = new long[side * side / Long.SIZE];
        for (int bit = 0; bit < side * side; bit++) {
            int at = 3 * ((side + 1) * (bit / side) + bit % side);
            if (grey(at) < grey(at + 3)) {
                hash[bit / Long.SIZE] |= 1L << bit % Long.SIZE;
            }
        }
        return hash;
    }

    /** In how many bits two hashes differ. */
    static int distance(long[] a, long[] b) {
        int bits = 0;
        for (int i = 0; i < a.length; i++) {
            bits += Long.bitCount(a[i] ^ b[i]);
        }
        return bits;
    }

    /** Luma of ITU-R BT.601, times 1,000. */
    private int grey(int at) {
        return 299 * (rgb[at] & 0xFF) + 587 * (rgb[at + 1] & 0xFF) + 114 * (rgb[at + 2] & 0xFF);
    }
}
