package marginlab.dataset.pack;

import java.util.function.IntUnaryOperator;
import marginlab.file.Prefetch;
import marginlab.image.decode.EncodedImages;

/** Images in an order, read ahead on threads of its own and handed over one by one. */
final class PrefetchedImages implements AutoCloseable {
    private static final int AHEAD_A_THREAD = 16;

    private final EncodedImages images;
    private final IntUnaryOperator order;
    private final int count;
    private final int ahead;
    private final Prefetch<byte[]> prefetch;
    private int submitted;

    /** @param order the image that comes as number k of {@code count} */
    PrefetchedImages(EncodedImages images, IntUnaryOperator order, int count, int threads) {
        this.images = images;
        this.order = order;
        this.count = count;
        this.ahead = AHEAD_A_THREAD * threads;
        prefetch = new Prefetch<>(threads);
    }

    byte[] next() {
        while (prefetch.size() < ahead && submitted < count) {
            int i = order.applyAsInt(submitted++);
            prefetch.submit(() -> images.encoded(i));
        }
        return prefetch.take();
    }

    @Override
    public void close() {
        prefetch.close();
    }
}
