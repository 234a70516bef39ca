package marginlab.data;

import static marginlab.data.FaceMaths.clamp;
import static marginlab.data.FaceMaths.height;

/** Turns light into an image: exposure, contrast, saturation, blur, noise and rounding. */
final class FaceCamera {
    private final FaceView.Camera camera;
    private final int grain;

    FaceCamera(FaceView view) {
        camera = view.camera();
        grain = (int) view.scene();
    }

    /** Averages {@code fine} x {@code fine} pixels into one and rounds to bytes {@code [side * side * 3]}. */
    byte[] develop(float[] light, int side, int fine) {
        float[] image = shrink(light, side, fine);
        for (float left = camera.blur(); left > 0; left--) {
            float share = 0.25f * Math.min(1, left);
            image = blur(image, side, 3, share);
            image = blur(image, side, 3 * side, share);
        }
        byte[] bytes = new byte[image.length];
        for (int i = 0; i < image.length; i += 3) {
            float grey = 0.3f * image[i] + 0.59f * image[i + 1] + 0.11f * image[i + 2];
            for (int c = 0; c < 3; c++) {
                float value = FaceMaths.mix(grey, image[i + c], camera.saturation()) * camera.exposure();
                value = 0.45f + (value - 0.45f) * camera.contrast();
                // Highlights run out softly instead of clipping.
                value = value > 0.8f ? 1 - 0.04f / (value - 0.6f) : value;
                float noise = camera.noise() * (height(i + c, 1, grain) + height(i + c, 2, grain)) * 1.2247f;
                bytes[i + c] = (byte) (int) (255 * clamp(value + noise / 255) + 0.5f);
            }
        }
        return bytes;
    }

    private static float[] shrink(float[] light, int side, int fine) {
        float[] image = new float[side * side * 3];
        float share = 1f / (fine * fine);
        int line = 3 * side * fine;
        for (int y = 0; y < side * fine; y += fine) {
            for (int x = 0; x < side; x++) {
                int to = 3 * (y / fine * side + x);
                for (int dy = 0; dy < fine; dy++) {
                    int from = (y + dy) * line + 3 * x * fine;
                    for (int dx = 0; dx < 3 * fine; dx += 3) {
                        image[to] += light[from + dx] * share;
                        image[to + 1] += light[from + dx + 1] * share;
                        image[to + 2] += light[from + dx + 2] * share;
                    }
                }
            }
        }
        return image;
    }

    /** Mixes every value with its neighbours {@code step} before and after; {@code share} of each. */
    private static float[] blur(float[] image, int side, int step, float share) {
        float[] result = new float[image.length];
        int length = step == 3 ? 3 * side : image.length;
        int place = 0;
        for (int i = 0; i < image.length; i++) {
            float before = place < step ? image[i] : image[i - step];
            float after = place >= length - step ? image[i] : image[i + step];
            result[i] = image[i] * (1 - 2 * share) + (before + after) * share;
            place = place + 1 == length ? 0 : place + 1;
        }
        return result;
    }
}
