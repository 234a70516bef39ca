package marginlab.dataset.audit;

import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import marginlab.image.decode.EncodedImages;
import marginlab.image.decode.ImageHeader;
import marginlab.problem.ProblemException;

/**
 * Whether images look like faces that were cut out and aligned, by their sizes alone: those all have one size, most often 112 x 112
 * or 96 x 112. Photos have several sizes, or are larger than any network looks at.
 */
public final class FaceCrops {
    /** So many images, evenly spread, tell it. */
    private static final int LOOKED_AT = 24;

    /** No wider crops of faces are handed out for training; LFW's photos have 250 pixels. */
    private static final int WIDEST_CROP = 200;

    /** Where no network is chosen yet. */
    public static final int NO_INPUT = 0;

    private FaceCrops() {}

    /** Width and height as they are shown. */
    private record CropSize(int width, int height) {
        @Override
        public String toString() {
            return width + " x " + height;
        }
    }

    /**
     * Why images look unaligned: {@code images of several sizes, 480 x 640 to 1200 x 800}; empty where they look aligned.
     *
     * @param input side of the network's input in pixels
     */
    public static Optional<String> doubt(EncodedImages images, int input) {
        TreeSet<CropSize> sizes =
                new TreeSet<>(Comparator.comparingInt(CropSize::width).thenComparingInt(CropSize::height));
        int count = Math.min(LOOKED_AT, images.size());
        for (int i = 0; i < count; i++) {
            int at = (int) ((long) i * images.size() / count);
            try {
                ImageHeader header = ImageHeader.of(images.encoded(at), () -> images.name(at));
                sizes.add(new CropSize(header.shownWidth(), header.shownHeight()));
            } catch (ProblemException e) {
                // What cannot be read is told where it is read.
            }
        }
        if (sizes.size() > 1) {
            return Optional.of("images of several sizes, " + sizes.first() + " to " + sizes.last());
        }
        return sizes.stream()
                .filter(size -> Math.max(size.width(), size.height()) > Math.max(WIDEST_CROP, input))
                .map(size -> "images of " + size + " pixels")
                .findFirst();
    }
}
