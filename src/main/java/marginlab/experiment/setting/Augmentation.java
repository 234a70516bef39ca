package marginlab.experiment.setting;

/**
 * What is done to training images beside mirroring them, each to an image with a probability of its own.
 *
 * @param crop AdaFace's: a rectangle of 0.2 to 1 of the area stays in its place, the rest is black
 * @param lowResolution AdaFace's: shrunk to 0.2 to 1 of its side and enlarged again
 * @param photometric AdaFace's: brightness, contrast and saturation changed by a factor of 0.5 to 1.5 each
 * @param colour arcface_mxnet's: brightness, contrast and saturation changed by a factor of 0.875 to 1.125 each
 * @param compression arcface_mxnet's: a JPEG of quality 2 to 20 and back
 * @param cutoff arcface_mxnet's: a square of half the side around a pixel anywhere becomes grey
 */
public record Augmentation(
        double crop, double lowResolution, double photometric, double colour, double compression, double cutoff) {
    /** The ArcFace paper's: images as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0, 0);

    /** Whether any image is changed. */
    public boolean isNone() {
        return equals(NONE);
    }
}
