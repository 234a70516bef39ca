package marginlab.image.align;

import java.util.function.Supplier;
import marginlab.image.decode.ImageDecoder;
import marginlab.image.decode.RgbImage;

/**
 * Where the two eyes, the nose and the corners of the mouth are on an aligned face.
 *
 * @param side of the crop in pixels
 * @param points x, y of left eye, right eye, nose, left and right corner of the mouth, as seen in the image
 */
public record LandmarkTemplate(int side, double[] points) {
    /** ArcFace's points for 112 pixels: SphereFace's for 112 x 96, moved 8 pixels to the right. */
    private static final double[] ARCFACE = {
        38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
    };

    /** ArcFace's template for a crop of 112 or 128 pixels or a multiple; others are scaled from 112. */
    public static LandmarkTemplate arcFace(int side) {
        boolean wide = side % 112 != 0 && side % 128 == 0;
        double scale = side / (wide ? 128.0 : 112.0);
        double[] points = new double[ARCFACE.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = scale * (ARCFACE[i] + (wide && i % 2 == 0 ? 8 : 0));
        }
        return new LandmarkTemplate(side, points);
    }

    /** The rows of a photo, from its top, that its crop is made of; may be more than it has, or none. */
    public int rows(double[] landmarks) {
        SimilarityTransform back = SimilarityTransform.fit(landmarks, points).inverse();
        int last = side - 1;
        double lowest = back.t() + Math.max(0, back.b() * last) + Math.max(0, back.a() * last);
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.floor(lowest) + 2));
    }

    /** Decodes a photo as far down as its crop reaches, and makes the crop. */
    public RgbImage crop(ImageDecoder decoder, byte[] photo, Supplier<String> place, double[] landmarks) {
        return crop(decoder.top(photo, place, rows(landmarks)), landmarks);
    }

    /** The face of a picture at its place in the crop: bilinear, black where the picture ends. */
    public RgbImage crop(RgbImage picture, double[] landmarks) {
        SimilarityTransform back = SimilarityTransform.fit(landmarks, points).inverse();
        return new RgbImage(side, side, new ImageWarp(picture, back, side).square());
    }
}
