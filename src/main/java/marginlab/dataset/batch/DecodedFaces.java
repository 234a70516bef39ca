package marginlab.dataset.batch;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import marginlab.dataset.LabelledImages;
import marginlab.experiment.setting.Augmentation;
import marginlab.image.augment.DecodeBuffers;
import marginlab.image.augment.PixelNormalizer;

/** The pixels of images, {@code [3, side, side]} each, changed at random with numbers that follow from seed, step and place. */
final class DecodedFaces implements BatchFiller {
    /** Keeps the numbers of the augmentation apart from those of the mirroring. */
    private static final long AUGMENTATION = 0xA06;

    /** A set whose pixels are no more bytes than this is decoded once and not each epoch. */
    private static final long MOST_KEPT = 64L << 20;

    private final LabelledImages faces;
    private final int side;
    private final long seed;
    private final ThreadLocal<DecodeBuffers> scratch;
    /** Decoded images of a set that is small enough, each from when it was first asked for; empty for a large one. */
    private final AtomicReferenceArray<byte[]> kept;

    DecodedFaces(LabelledImages faces, int side, Augmentation augmentation, long seed) {
        this.faces = faces;
        this.side = side;
        this.seed = seed;
        boolean isSmall = 3L * side * side * faces.size() <= MOST_KEPT;
        kept = new AtomicReferenceArray<>(isSmall ? faces.size() : 0);
        scratch = ThreadLocal.withInitial(() -> new DecodeBuffers(side, augmentation));
    }

    @Override
    public FloatBuffer room(int images) {
        return PixelNormalizer.room(images, side);
    }

    @Override
    public void put(long step, int place, int image, boolean mirrored, FloatBuffer batch) {
        DecodeBuffers mine = scratch.get();
        decode(mine, image);
        mine.augment(seed, step, place, AUGMENTATION);
        mine.put(mirrored, batch, place);
    }

    private void decode(DecodeBuffers mine, int image) {
        byte[] before = kept.length() == 0 ? null : kept.get(image);
        if (before != null) {
            mine.restore(before);
            return;
        }
        mine.decode(faces, image);
        if (kept.length() > 0) {
            kept.set(image, mine.pixels());
        }
    }
}
