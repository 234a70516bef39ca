package marginlab.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import marginlab.protocol.ScoredColumn;
import marginlab.report.table.Cell.Reference;
import marginlab.stats.Interval;
import marginlab.stats.RankAgreement;

/**
 * How the order of the rows of a column agrees with that of the paper's figures.
 *
 * @param column in which the paper has figures for three rows or more
 * @param rows labels of those that it has figures of, in the order of the table
 */
public record PublishedOrder(ScoredColumn column, List<String> rows, RankAgreement agreement) {
    /** Two rows are in the same order by chance in one case of two. */
    private static final int FEWEST_ROWS = 3;

    public PublishedOrder {
        rows = List.copyOf(rows);
    }

    /** Of each column that allows it. */
    public static List<PublishedOrder> of(AccuracyTable table) {
        return IntStream.range(0, table.columns().size())
                .mapToObj(column -> of(table, column))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<PublishedOrder> of(AccuracyTable table, int at) {
        ScoredColumn column = table.columns().get(at);
        List<String> labels = new ArrayList<>();
        List<Map<Long, Double>> found = new ArrayList<>();
        List<Double> published = new ArrayList<>();
        for (TableRow row : table.rows()) {
            Cell cell = row.cells().get(at);
            Optional<Reference> reference = nearest(cell.references());
            if (reference.isPresent() && !cell.samples().isEmpty()) {
                labels.add(row.label());
                SortedMap<Long, Double> better = new TreeMap<>();
                cell.bySeed().forEach((seed, figure) -> better.put(seed, column.better(figure)));
                found.add(better);
                published.add(column.better(reference.get().accuracy()));
            }
        }
        return labels.size() < FEWEST_ROWS
                ? Optional.empty()
                : RankAgreement.of(
                                found,
                                published.stream().mapToDouble(figure -> figure).toArray(),
                                Interval.CONFIDENCE)
                        .map(agreement -> new PublishedOrder(column, labels, agreement));
    }

    /** The paper's figure under our settings, or else the first that it has. */
    private static Optional<Reference> nearest(List<Reference> references) {
        return references.stream()
                .filter(Reference::comparable)
                .findFirst()
                .or(() -> references.stream().findFirst());
    }
}
