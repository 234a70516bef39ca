package marginlab.dataset;

import java.util.Objects;
import marginlab.image.decode.EncodedImages;

/**
 * Pairs of images, each known to show one person or two.
 *
 * @param name as in the catalog: {@code lfw}
 * @param images what the pairs are made of
 * @param left index of the first image of each pair
 * @param right index of the second image of each pair
 * @param same whether the pair is genuine
 * @param fingerprint hash of the content it was read from
 */
public record VerificationSet(
        String name, EncodedImages images, int[] left, int[] right, boolean[] same, String fingerprint)
        implements AutoCloseable {

    public VerificationSet {
        Objects.requireNonNull(images, "images");
        if (left.length != same.length || right.length != same.length) {
            throw new IllegalArgumentException(
                    "pairs of " + left.length + " and " + right.length + " images but " + same.length + " answers");
        }
        left = left.clone();
        right = right.clone();
        same = same.clone();
        for (int i = 0; i < same.length; i++) {
            Objects.checkIndex(left[i], images.size());
            Objects.checkIndex(right[i], images.size());
        }
    }

    /** The form of InsightFace: images 2i and 2i + 1 are pair i. */
    public static VerificationSet adjacent(String name, EncodedImages images, boolean[] same, String fingerprint) {
        int[] left = new int[same.length];
        int[] right = new int[same.length];
        for (int i = 0; i < same.length; i++) {
            left[i] = 2 * i;
            right[i] = 2 * i + 1;
        }
        return new VerificationSet(name, images, left, right, same, fingerprint);
    }

    public int pairs() {
        return same.length;
    }

    /** The same pairs under the name and fingerprint that a catalog knows them by. */
    public VerificationSet named(String newName, String newFingerprint) {
        return new VerificationSet(newName, images, left, right, same, newFingerprint);
    }

    @Override
    public int[] left() {
        return left.clone();
    }

    @Override
    public int[] right() {
        return right.clone();
    }

    @Override
    public boolean[] same() {
        return same.clone();
    }

    @Override
    public void close() {
        images.close();
    }
}
