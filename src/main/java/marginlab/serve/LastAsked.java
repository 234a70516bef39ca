package marginlab.serve;

import java.util.LinkedHashMap;
import java.util.Map;

/** The answers that were asked for last: who looks at a page asks for them again and again. */
final class LastAsked<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    /** @param most that are kept */
    LastAsked(int most) {
        super(most, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
