package marginlab.loss.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the terms of an objective keep from batch to batch, such as moving averages: named arrays, part of a checkpoint. A
 * name is the term's label, a point and what it is: {@code CurricularFace(0.5).t}.
 *
 * <p>Every evaluation moves it on by one batch.
 */
public final class TermState implements AutoCloseable {
    private final NDManager manager;
    private final Map<String, NDArray> arrays = new TreeMap<>();

    /** An empty memory that lives no longer than a manager. */
    public TermState(NDManager parent) {
        this.manager = parent.newSubManager();
    }

    /** All that is kept, by name. */
    public Map<String, NDArray> arrays() {
        return Collections.unmodifiableMap(arrays);
    }

    /** Keeps the values of an array, in place of what had the name. */
    public void put(String name, NDArray values) {
        NDArray kept = values.stopGradient();
        kept.attach(manager);
        NDArray before = arrays.put(name, kept);
        if (before != null) {
            before.close();
        }
    }

    /** What has the name, or its first value; a constant of differentiation that belongs to the caller's manager. */
    public NDArray get(String name, NDManager caller, Function<NDManager, NDArray> first) {
        if (!arrays.containsKey(name)) {
            put(name, first.apply(caller));
        }
        NDArray alias = arrays.get(name).stopGradient();
        alias.attach(caller);
        return alias;
    }

    @Override
    public void close() {
        manager.close();
    }
}
