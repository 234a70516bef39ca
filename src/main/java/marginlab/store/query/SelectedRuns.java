package marginlab.store.query;

import java.util.List;

/**
 * A table of runs, or of groups of runs.
 *
 * @param rows as many as the limit allows
 * @param all how many rows there are without it
 * @param runs how many runs satisfy the conditions
 */
public record SelectedRuns(List<RunColumn> columns, List<SelectedRow> rows, int all, int runs) {
    public SelectedRuns {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
