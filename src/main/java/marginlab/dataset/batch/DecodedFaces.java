package marginlab.dataset.batch;

import java.nio.FloatBuffer;
import marginlab.dataset.LabelledImages;
import marginlab.experiment.setting.Augmentation;
import marginlab.image.augment.DecodeBuffers;
import marginlab.image.augment.PixelNormalizer;

/** The pixels of images, {@code [3, side, side]} each, changed at random with numbers that follow from seed, step and place. */
final class DecodedFaces implements BatchFiller {
    /** Keeps the numbers of the augmentation apart from those of the mirroring. */
    private static final long AUGMENTATION = 0xA06;

    private final LabelledImages faces;
    private final int side;
    private final long seed;
    private final ThreadLocal<DecodeBuffers> scratch;

    DecodedFaces(LabelledImages faces, int side, Augmentation augmentation, long seed) {
        this.faces = faces;
        this.side = side;
        this.seed = seed;
        scratch = ThreadLocal.withInitial(() -> new DecodeBuffers(side, augmentation));
    }

    @Override
    public FloatBuffer room(int images) {
        return PixelNormalizer.room(images, side);
    }

    @Override
    public void put(long step, int place, int image, boolean mirrored, FloatBuffer batch) {
        DecodeBuffers mine = scratch.get();
        mine.decode(faces, image);
        mine.augment(seed, step, place, AUGMENTATION);
        mine.put(mirrored, batch, place);
    }
}
