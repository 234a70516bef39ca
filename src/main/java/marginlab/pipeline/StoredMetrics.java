package marginlab.pipeline;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import marginlab.store.Store;
import marginlab.store.record.Metric;

/** The metrics of some runs, read together when those of the first are asked for: a reader opens the store each time. */
final class StoredMetrics implements Function<String, List<Metric>> {
    private final Store store;
    private final Collection<String> ids;
    private Map<String, List<Metric>> known;

    StoredMetrics(Store store, Collection<String> ids) {
        this.store = store;
        this.ids = List.copyOf(ids);
    }

    @Override
    public List<Metric> apply(String id) {
        if (known == null) {
            known = store.metrics(ids);
        }
        return known.getOrDefault(id, List.of());
    }
}
