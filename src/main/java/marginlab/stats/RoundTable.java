package marginlab.stats;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What rounds of seeds are decided by: figures of rows by seed, and which row each is compared with.
 *
 * @param columns for each column the figures of each row by seed, rows in the same order
 * @param measured so many columns are no average of others, and come first
 * @param signs of each column 1 where more is better, -1 where less is
 * @param baselines of each row the one that it is compared with; {@link #NONE} for none
 * @param trained false of a row with one figure that is no seed's: it is compared with each of its baseline's
 * @param concluded the seeds of each row that have a result, and be it that they diverged
 */
public record RoundTable(
        List<List<Map<Long, Double>>> columns,
        int measured,
        int[] signs,
        int[] baselines,
        boolean[] trained,
        List<Set<Long>> concluded) {
    public static final int NONE = -1;

    public RoundTable {
        columns = List.copyOf(columns);
        signs = signs.clone();
        baselines = baselines.clone();
        trained = trained.clone();
        concluded = List.copyOf(concluded);
    }

    int rows() {
        return baselines.length;
    }

    /** How many comparisons there are. */
    int comparisons() {
        return columns.size()
                * (int) IntStream.of(baselines).filter(row -> row != NONE).count();
    }

    boolean isCompared(int row) {
        return baselines[row] != NONE;
    }

    boolean isBaseline(int row) {
        return IntStream.of(baselines).anyMatch(other -> other == row);
    }

    /** Whether a row has a result with each of these seeds. */
    boolean has(int row, List<Long> seeds) {
        return !trained[row] || concluded.get(row).containsAll(seeds);
    }

    /** An interval of a column as it counts: of errors the other way round. */
    Interval better(int column, Interval interval) {
        return signs[column] > 0 ? interval : new Interval(-interval.high(), -interval.low());
    }
}
