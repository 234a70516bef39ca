package marginlab.protocol.search;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;

/**
 * Blocks that are made one ahead: while one is used, a thread makes the next. Two places take turns, so that the arrays of a
 * block can be used again two blocks later.
 */
public final class PrefetchedBlocks<T> implements AutoCloseable {
    private final IntFunction<T> maker;
    private int place;
    private CompletableFuture<T> next;

    /** @param maker makes a block in place 0 or 1 */
    public PrefetchedBlocks(IntFunction<T> maker) {
        this.maker = maker;
        next = start();
    }

    private CompletableFuture<T> start() {
        int mine = place;
        place = 1 - place;
        return CompletableFuture.supplyAsync(() -> maker.apply(mine));
    }

    /** The next block, or what went wrong while it was made; the block before it is no longer in use. */
    public T take() {
        try {
            T taken = next.join();
            next = start();
            return taken;
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Waits for what is still being made, so that its source can be closed. */
    @Override
    public void close() {
        next.handle((block, failure) -> block).join();
    }
}
