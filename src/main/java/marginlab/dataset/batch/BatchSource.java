package marginlab.dataset.batch;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import marginlab.dataset.LabelledImages;
import marginlab.experiment.setting.Augmentation;
import marginlab.experiment.setting.Settings;
import marginlab.file.Prefetch;
import marginlab.random.CounterRandom;

/**
 * The batches of a training, without end, decoded on threads of its own ahead of the training step.
 *
 * <p>Batch number {@code step} is a function of the data, the sampler and the seed: neither the number of threads nor where
 * training was interrupted changes it. Buffers are used again; the source does not own the images.
 */
public final class BatchSource implements AutoCloseable {
    private final LabelledImages faces;
    private final Sampler sampler;
    private final BatchFiller filler;
    private final boolean flip;
    private final long seed;
    private final int ahead;
    private final Prefetch<TrainingBatch> prefetch;
    private final Deque<FloatBuffer> free = new ArrayDeque<>();
    private TrainingBatch handedOut;
    private long next;
    private long submitted;

    /** The batches that a training has. */
    public static BatchSource of(LabelledImages faces, Settings settings, long seed) {
        return new BatchSource(
                faces,
                Sampler.of(settings.sampling(), faces, settings.schedule().batch(), seed),
                settings.input(),
                settings.flip(),
                settings.augmentation(),
                seed);
    }

    /** A source with two decoding threads. */
    public BatchSource(LabelledImages faces, Sampler sampler, int side, boolean flip, long seed) {
        this(faces, sampler, side, flip, Augmentation.NONE, seed, 2);
    }

    /** A source with two decoding threads, whose images are changed at random beside being mirrored. */
    public BatchSource(
            LabelledImages faces, Sampler sampler, int side, boolean flip, Augmentation augmentation, long seed) {
        this(faces, sampler, side, flip, augmentation, seed, 2);
    }

    /** A source of images as they are. */
    public BatchSource(LabelledImages faces, Sampler sampler, int side, boolean flip, long seed, int threads) {
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
            LabelledImages faces,
            Sampler sampler,
            int side,
            boolean flip,
            Augmentation augmentation,
            long seed,
            int threads) {
        this(faces, sampler, new DecodedFaces(faces, side, augmentation, seed), flip, seed, threads);
    }

    /**
     * A source of whatever stands for each image.
     *
     * @param filler puts it into the batch
     * @param flip whether it is that of the mirrored image with probability one half
     */
    public BatchSource(
            LabelledImages faces, Sampler sampler, BatchFiller filler, boolean flip, long seed, int threads) {
        this.faces = faces;
        this.sampler = sampler;
        this.filler = filler;
        this.flip = flip;
        this.seed = seed;
        this.ahead = threads + 1;
        prefetch = new Prefetch<>(threads);
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
    public TrainingBatch next() {
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
        FloatBuffer room = free.isEmpty() ? filler.room(indices.length) : free.remove();
        prefetch.submit(() -> decode(step, indices, room));
    }

    private void recycle(TrainingBatch batch) {
        free.add(batch.images());
    }

    private TrainingBatch decode(long step, int[] indices, FloatBuffer room) {
        CounterRandom coins = new CounterRandom(seed, step);
        int[] labels = new int[indices.length];
        for (int k = 0; k < indices.length; k++) {
            filler.put(step, k, indices[k], coins.coin() && flip, room);
            labels[k] = faces.label(indices[k]);
        }
        return new TrainingBatch(room, labels, step);
    }
}
