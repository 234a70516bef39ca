package marginlab.dataset.batch;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import marginlab.experiment.network.ImageForm;
import marginlab.experiment.network.InputSize;
import marginlab.file.Prefetch;
import marginlab.image.augment.DecodeBuffers;
import marginlab.image.augment.PixelNormalizer;
import marginlab.image.decode.EncodedImages;

/** All images of a set in order, decoded ahead on threads of its own, each one plain and, where it is wanted, mirrored. */
public final class EvaluationBatches implements Iterator<EvaluationBatch>, AutoCloseable {
    private final EncodedImages images;
    private final InputSize size;
    private final int batch;
    private final boolean mirrored;
    private final int ahead;
    private final Prefetch<EvaluationBatch> prefetch;
    private final Deque<EvaluationBatch> free = new ArrayDeque<>();
    private final ThreadLocal<DecodeBuffers> scratch;
    private EvaluationBatch handedOut;
    private int submitted;

    /** Batches decoded by two threads. */
    public EvaluationBatches(EncodedImages images, int side, int batch) {
        this(images, ImageForm.trained(side), batch);
    }

    /** Batches of images as a network takes them, decoded by two threads. */
    public EvaluationBatches(EncodedImages images, ImageForm form, int batch) {
        this(images, form, batch, 2, true);
    }

    /** The same, without the mirrored images. */
    public static EvaluationBatches plain(EncodedImages images, ImageForm form, int batch) {
        return new EvaluationBatches(images, form, batch, 2, false);
    }

    /**
     * Batches.
     *
     * @param form of the images; those of another size are resized
     * @param batch images a batch; the last one has what is left
     * @param threads that decode
     * @param mirrored whether each image is wanted mirrored too
     */
    private EvaluationBatches(EncodedImages images, ImageForm form, int batch, int threads, boolean mirrored) {
        this.images = images;
        this.size = form.size();
        this.batch = Math.min(batch, images.size());
        this.mirrored = mirrored;
        this.ahead = threads + 1;
        prefetch = new Prefetch<>(threads);
        scratch = ThreadLocal.withInitial(() -> new DecodeBuffers(form));
    }

    @Override
    public boolean hasNext() {
        return prefetch.size() > 0 || submitted < images.size();
    }

    @Override
    public EvaluationBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (handedOut != null) {
            free.add(handedOut);
            handedOut = null;
        }
        submitAhead();
        handedOut = prefetch.take();
        submitAhead();
        return handedOut;
    }

    @Override
    public void close() {
        prefetch.close();
    }

    private void submitAhead() {
        while (prefetch.size() < ahead && submitted < images.size()) {
            int first = submitted;
            int count = Math.min(batch, images.size() - first);
            EvaluationBatch used = free.poll();
            FloatBuffer plain = used == null ? PixelNormalizer.room(batch, size) : used.plain();
            FloatBuffer flipped = used == null ? PixelNormalizer.room(mirrored ? batch : 0, size) : used.mirrored();
            plain.limit(count * 3 * size.height() * size.width());
            flipped.limit(mirrored ? plain.limit() : 0);
            prefetch.submit(() -> decode(new EvaluationBatch(plain, flipped, first, count)));
            submitted += count;
        }
    }

    private EvaluationBatch decode(EvaluationBatch room) {
        DecodeBuffers mine = scratch.get();
        for (int k = 0; k < room.size(); k++) {
            mine.decode(images, room.first() + k);
            mine.put(false, room.plain(), k);
            if (mirrored) {
                mine.put(true, room.mirrored(), k);
            }
        }
        return room;
    }
}
