package marginlab.data;

/**
 * Where the two eyes, the nose and the corners of the mouth are on an aligned face.
 *
 * @param side of the crop in pixels
 * @param points x, y of left eye, right eye, nose, left and right corner of the mouth, as seen in the image
 */
record Template(int side, double[] points) {
    /** ArcFace's points for 112 pixels: SphereFace's for 112 x 96, moved 8 pixels to the right. */
    private static final double[] ARCFACE = {
        38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
    };

    /** ArcFace's template for a crop of 112 or 128 pixels or a multiple; others are scaled from 112. */
    static Template arcFace(int side) {
        boolean wide = side % 112 != 0 && side % 128 == 0;
        double scale = side / (wide ? 128.0 : 112.0);
        double[] points = new double[ARCFACE.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = scale * (ARCFACE[i] + (wide && i % 2 == 0 ? 8 : 0));
        }
        return new Template(side, points);
    }

    /** The rows of a photo, from its top, that its crop is made of; may be more than it has, or none. */
    int rows(double[] landmarks) {
        Similarity back = Similarity.fit(landmarks, points).inverse();
        int last = side - 1;
        double lowest = back.t() + Math.max(0, back.b() * last) + Math.max(0, back.a() * last);
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.floor(lowest) + 2));
    }

    /** The face of a picture at its place in the crop: bilinear, black where the picture ends. */
    Picture crop(Picture picture, double[] landmarks) {
        Similarity back = Similarity.fit(landmarks, points).inverse();
        byte[] rgb = new byte[3 * side * side];
        for (int v = 0; v < side; v++) {
            for (int u = 0; u < side; u++) {
                double x = back.a() * u - back.b() * v + back.s();
                double y = back.b() * u + back.a() * v + back.t();
                sample(picture, x, y, rgb, 3 * (v * side + u));
            }
        }
        return new Picture(side, side, rgb);
    }

    private static void sample(Picture picture, double x, double y, byte[] rgb, int to) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        int width = picture.width();
        int height = picture.height();
        if (left < -1 || top < -1 || left >= width || top >= height) {
            return;
        }
        double right = x - left;
        double down = y - top;
        if (left >= 0 && top >= 0 && left < width - 1 && top < height - 1) {
            byte[] from = picture.rgb();
            int at = 3 * (top * width + left);
            int below = at + 3 * width;
            for (int c = 0; c < 3; c++, at++, below++) {
                double upper = (1 - right) * (from[at] & 0xFF) + right * (from[at + 3] & 0xFF);
                double lower = (1 - right) * (from[below] & 0xFF) + right * (from[below + 3] & 0xFF);
                rgb[to + c] = (byte) (int) ((1 - down) * upper + down * lower + 0.5);
            }
            return;
        }
        for (int c = 0; c < 3; c++) {
            double upper = (1 - right) * value(picture, left, top, c) + right * value(picture, left + 1, top, c);
            double lower =
                    (1 - right) * value(picture, left, top + 1, c) + right * value(picture, left + 1, top + 1, c);
            rgb[to + c] = (byte) (int) ((1 - down) * upper + down * lower + 0.5);
        }
    }

    private static int value(Picture picture, int x, int y, int channel) {
        boolean outside = x < 0 || y < 0 || x >= picture.width() || y >= picture.height();
        return outside ? 0 : picture.rgb()[3 * (y * picture.width() + x) + channel] & 0xFF;
    }
}
