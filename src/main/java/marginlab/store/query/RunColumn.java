package marginlab.store.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that runs are chosen, sorted and listed by.
 *
 * @param name as words have it: {@code loss}, {@code schedule.rate}, {@code accuracy@lfw}
 * @param kind what its values are
 * @param value of a run: a list of {@link String}s for {@link ColumnKind#TEXT}, else a {@link Double}, with times as seconds since
 *     1970; empty where a run has none
 */
public record RunColumn(String name, ColumnKind kind, Function<RunRecord, Optional<?>> value) {

    /** What values are, which decides how they are compared and written. */
    public enum ColumnKind {
        /** Texts, of which a run may have several, as tags; those that are numbers are compared as numbers. */
        TEXT,
        /** A fraction, written in percent. */
        SHARE,
        NUMBER,
        /** A moment. */
        TIME,
        /** Seconds. */
        DURATION
    }

    static RunColumn text(String name, Function<RunRecord, List<String>> texts) {
        return new RunColumn(name, ColumnKind.TEXT, record -> {
            List<String> all = texts.apply(record);
            return all.isEmpty() ? Optional.empty() : Optional.of(all);
        });
    }

    /** Of a run; empty where it has none, or where the values are no numbers. */
    public Optional<Double> number(RunRecord record) {
        return value.apply(record).filter(Double.class::isInstance).map(Double.class::cast);
    }

    /** Of a run; empty where it has none, or where the values are numbers. */
    public List<String> texts(RunRecord record) {
        return value.apply(record)
                .filter(List.class::isInstance)
                .map(texts -> ((List<?>) texts).stream().map(String.class::cast).toList())
                .orElse(List.of());
    }

    /** Whether values of several seeds have a mean that says something. */
    public boolean isFigure() {
        return kind == ColumnKind.SHARE || kind == ColumnKind.NUMBER || kind == ColumnKind.DURATION;
    }
}
