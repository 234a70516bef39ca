package marginlab.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginlab.plan.RowSearch.SearchProgress;
import marginlab.protocol.ScoredColumn;
import marginlab.stats.Verdict;

/**
 * What was found of a row as it was tuned, beside what was found of it as its experiment has it.
 *
 * @param untuned label of the row as the experiment has it
 * @param tuned label of the row as it was tuned
 * @param before against the baseline as the experiment has it
 * @param after against the baseline as it was tuned
 */
public record TunedVerdict(String untuned, String tuned, ScoredColumn column, Verdict before, Verdict after) {

    public boolean isChanged() {
        return before != after;
    }

    /** Of every comparison that both tables have, in the order of the tuned one. */
    static List<TunedVerdict> of(
            SearchResults search, List<BaselineComparison> before, List<BaselineComparison> after) {
        List<TunedVerdict> verdicts = new ArrayList<>();
        for (BaselineComparison one : after) {
            for (SearchProgress row : search.progress()) {
                if (search.isRow(row, one.row())) {
                    before.stream()
                            .filter(old -> search.isUntuned(row, old.row())
                                    && old.column().name().equals(one.column().name()))
                            .findFirst()
                            .ifPresent(old -> verdicts.add(new TunedVerdict(
                                    old.row().label(), one.row().label(), one.column(), old.verdict(), one.verdict())));
                }
            }
        }
        return verdicts;
    }

    /** {@code NS on plain}, of the row as the experiment has it. */
    public String text() {
        return untuned + " on " + column.name();
    }

    static Optional<Findings> untuned(SweepResults sweep) {
        return sweep.search().filter(SearchResults::isOver).map(search -> Findings.of(search.untuned()));
    }
}
