package marginlab.run.network;

import java.util.Arrays;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageDecoder;
import marginlab.image.decode.RgbImage;

/**
 * The middle of images, as a lossless picture: where a network knows faces better by it, they were too small in the images.
 *
 * @param images whole
 * @param share of each side that is kept
 */
record EnlargedImages(EncodedImages images, double share) implements EncodedImages {
    @Override
    public int size() {
        return images.size();
    }

    @Override
    public byte[] encoded(int i) {
        RgbImage whole = new ImageDecoder(1).whole(images.encoded(i), () -> images.name(i));
        int width = Math.max(1, (int) Math.round(share * whole.width()));
        int height = Math.max(1, (int) Math.round(share * whole.height()));
        int left = (whole.width() - width) / 2;
        int top = (whole.height() - height) / 2;
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            int from = 3 * ((top + y) * whole.width() + left);
            System.arraycopy(Arrays.copyOfRange(whole.rgb(), from, from + 3 * width), 0, rgb, 3 * y * width, 3 * width);
        }
        return new RgbImage(width, height, rgb).jpeg(1);
    }

    @Override
    public String name(int i) {
        return images.name(i);
    }

    @Override
    public void close() {
        // Not ours to close.
    }
}
