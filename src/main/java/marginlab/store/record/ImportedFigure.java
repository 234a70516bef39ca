package marginlab.store.record;

import java.util.Objects;
import java.util.Optional;

/**
 * A figure of somebody else's training: shown beside ours and never taken for one of ours.
 *
 * @param method as its source calls it
 * @param seed of the training, where the source tells
 * @param set that it was measured on
 * @param metric {@code accuracy}, or another figure of a protocol
 * @param figure a fraction
 * @param source where it is from: a paper with its table, an address
 */
public record ImportedFigure(
        String method, Optional<Long> seed, String set, String metric, double figure, String source) {
    public ImportedFigure {
        Objects.requireNonNull(method);
        // A key that is absent from a document leaves null.
        seed = seed == null ? Optional.empty() : seed;
        Objects.requireNonNull(set);
        Objects.requireNonNull(metric);
        Objects.requireNonNull(source);
        if (!(figure >= 0 && figure <= 1)) {
            throw new IllegalArgumentException("a figure is a fraction from 0 to 1, not " + figure);
        }
    }

    /** Whether another one says the same thing, perhaps otherwise. */
    public boolean isOfTheSame(ImportedFigure other) {
        return method.equals(other.method)
                && seed.equals(other.seed)
                && set.equals(other.set)
                && metric.equals(other.metric);
    }
}
