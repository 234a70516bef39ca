package marginlab.experiment;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Seeds in rounds, until every comparison with the baseline is decided or cannot be: seeds 1, 2, 3 and so on.
 *
 * @param least seeds of every row
 * @param most seeds of a row that is not decided before
 * @param difference points within which rows count as equal
 * @param error the chance of a false verdict in the whole table, over all looks at it
 */
public record SeedsUntilDecided(int least, int most, double difference, double error) {

    /** The seeds that every row gets. */
    public List<Long> first() {
        return upTo(least);
    }

    /** The seeds that a row may get. */
    public List<Long> all() {
        return upTo(most);
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
