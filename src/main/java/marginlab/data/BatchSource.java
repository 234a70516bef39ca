package marginlab.data;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import marginlab.experiment.Augmentation;

/**
 * The batches of a training, without end, decoded on threads of its own ahead of the training step.
 *
 * <p>Batch number {@code step} is a function of the data, the sampler and the seed: neither the number of threads nor where
 * training was interrupted changes it. Buffers are used again; the source does not own the images.
 */
public final class BatchSource implements AutoCloseable {
    /** Keeps the numbers of the augmentation apart from those of the mirroring. */
    private static final long AUGMENTATION = 0xA06;

    private final Faces faces;
    private final Sampler sampler;
    private final int side;
    private final boolean flip;
    private final long seed;
    private final int ahead;
    private final Prefetch<Batch> prefetch;
    private final ThreadLocal<Scratch> scratch;
    private final Deque<FloatBuffer> free = new ArrayDeque<>();
    private Batch handedOut;
    private long next;
    private long submitted;

    /** A source with two decoding threads. */
    public BatchSource(Faces faces, Sampler sampler, int side, boolean flip, long seed) {
        this(faces, sampler, side, flip, Augmentation.NONE, seed, 2);
    }

    /** A source with two decoding threads, whose images are changed at random beside being mirrored. */
    public BatchSource(Faces faces, Sampler sampler, int side, boolean flip, Augmentation augmentation, long seed) {
        this(faces, sampler, side, flip, augmentation, seed, 2);
    }

    /** A source of images as they are. */
    public BatchSource(Faces faces, Sampler sampler, int side, boolean flip, long seed, int threads) {
        this(faces, sampler, side, flip, Augmentation.NONE, seed, threads);
    }

    /**
     * A source.
     *
     * @param side of the images in pixels; others are resized
     * @param flip whether each image is mirrored with probability one half
     * @param augmentation what else is done to images
     * @param seed of the mirroring and the augmentation; the sampler has its own
     * @param threads that decode
     */
    public BatchSource(
            Faces faces, Sampler sampler, int side, boolean flip, Augmentation augmentation, long seed, int threads) {
        this.faces = faces;
        this.sampler = sampler;
        this.side = side;
        this.flip = flip;
        this.seed = seed;
        this.ahead = threads + 1;
        prefetch = new Prefetch<>(threads);
        scratch = ThreadLocal.withInitial(() -> new Scratch(side, augmentation));
    }

    /** Steps of an epoch. */
    public long stepsPerEpoch() {
        return sampler.stepsPerEpoch();
    }

    /** The step that {@link #next()} will give. */
    public long position() {
        return next;
    }

    /** Goes on at a step, as a resumed training does. */
    public void skipTo(long step) {
        while (prefetch.size() > 0) {
            recycle(prefetch.take());
        }
        next = step;
        submitted = step;
    }

    /** The next batch; the one before it is no longer valid. */
    public Batch next() {
        if (handedOut != null) {
            recycle(handedOut);
            handedOut = null;
        }
        while (prefetch.size() < ahead) {
            submit(submitted++);
        }
        handedOut = prefetch.take();
        next++;
        submit(submitted++);
        return handedOut;
    }

    /** How long {@link #next()} has waited for images altogether. */
    public double waitedSeconds() {
        return prefetch.waitedSeconds();
    }

    @Override
    public void close() {
        prefetch.close();
    }

    private void submit(long step) {
        int[] indices = sampler.indices(step);
        FloatBuffer room = free.isEmpty() ? Pixels.room(indices.length, side) : free.remove();
        prefetch.submit(() -> decode(step, indices, room));
    }

    private void recycle(Batch batch) {
        free.add(batch.images());
    }

    private Batch decode(long step, int[] indices, FloatBuffer room) {
        Scratch mine = scratch.get();
        Draw coins = new Draw(seed, step);
        int[] labels = new int[indices.length];
        for (int k = 0; k < indices.length; k++) {
            mine.decode(faces, indices[k]);
            mine.augment(seed, step, k, AUGMENTATION);
            mine.put(coins.coin() && flip, room, k);
            labels[k] = faces.label(indices[k]);
        }
        return new Batch(room, labels, step);
    }
}
