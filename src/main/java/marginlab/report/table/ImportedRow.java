package marginlab.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.protocol.Protocols;
import marginlab.protocol.ScoredColumn;
import marginlab.stats.Summary;
import marginlab.store.record.ImportedFigure;

/**
 * A method of others with the figures that were entered for it. It stands under the table and is no row of it: nothing is tested
 * against it, ranked with it or gated by it.
 *
 * @param source where its figures are from
 * @param figures one a column, over the seeds that were entered; empty where there is none
 */
public record ImportedRow(String method, String source, List<Optional<Summary>> figures) {
    /** What stands in place of a list of rows of ours. */
    public static final String TITLE = "Not ours: entered from elsewhere";

    public ImportedRow {
        figures = List.copyOf(figures);
    }

    /** Those with a figure in one of the columns, in the order in which they were entered. */
    public static List<ImportedRow> of(List<ImportedFigure> all, List<ScoredColumn> columns) {
        Map<List<String>, List<ImportedFigure>> methods = all.stream()
                .collect(Collectors.groupingBy(
                        one -> List.of(one.method(), one.source()), LinkedHashMap::new, Collectors.toList()));
        List<ImportedRow> rows = new ArrayList<>();
        methods.forEach((name, figures) -> {
            List<Optional<Summary>> cells =
                    columns.stream().map(column -> summary(figures, column)).toList();
            if (cells.stream().anyMatch(Optional::isPresent)) {
                rows.add(new ImportedRow(name.get(0), name.get(1), cells));
            }
        });
        return rows;
    }

    private static Optional<Summary> summary(List<ImportedFigure> figures, ScoredColumn column) {
        List<Double> values = figures.stream()
                .filter(one -> one.set().equals(column.set())
                        && one.metric().equals(column.metric().name()))
                .map(ImportedFigure::figure)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(new Summary(values));
    }

    /** The mean over the seeds on a set; empty where there is none. */
    public static Optional<Double> accuracy(List<ImportedFigure> figures, String method, String set) {
        return figures.stream()
                .filter(one -> one.method().equals(method)
                        && one.set().equals(set)
                        && one.metric().equals(Protocols.ofPairs().headline().name()))
                .collect(Collectors.collectingAndThen(
                        Collectors.mapping(ImportedFigure::figure, Collectors.toList()),
                        values -> values.isEmpty() ? Optional.empty() : Optional.of(new Summary(values).mean())));
    }
}
