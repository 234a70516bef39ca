package marginlab.synthetic;

import static marginlab.synthetic.FaceMaths.clamp;
import static marginlab.synthetic.FaceMaths.height;

/** Turns light into an image: exposure, contrast, saturation, blur, noise and rounding. */
final class FaceCamera {
    private final FaceView.Camera camera;
    private final int grain;

    FaceCamera(FaceView view) {
        camera = view.camera();
        grain = (int) view.scene();
    }

    /** Blurs light, three floats a pixel, and rounds it to bytes {@code [side * side * 3]}. */
    byte[] develop(float[] light, int side) {
        float[] image = light;
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

    /** Mixes every value with its neighbours {@code step} before and after; {@code share} of each. */
    private static float[] blur(float[] image, int side, int step, float share) {
        float[] result = new float[image.length];
        int length = step == 3 ? 3 * side : image.length;
        for (int line = 0; line < image.length; line += length) {
            int last = line + length - step;
            for (int i = line; i < line + step; i++) {
                result[i] = image[i] * (1 - 2 * share) + (image[i] + image[i + step]) * share;
            }
            for (int i = line + step; i < last; i++) {
                result[i] = image[i] * (1 - 2 * share) + (image[i - step] + image[i + step]) * share;
            }
            for (int i = last; i < line + length; i++) {
                result[i] = image[i] * (1 - 2 * share) + (image[i - step] + image[i]) * share;
            }
        }
        return result;
    }
}
