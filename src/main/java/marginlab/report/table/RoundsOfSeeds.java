package marginlab.report.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.experiment.SeedsUntilDecided;
import marginlab.plan.Trial;
import marginlab.protocol.ScoredColumn;
import marginlab.stats.LookLevels;
import marginlab.stats.RoundTable;
import marginlab.stats.SeedRounds;
import marginlab.stats.SeedRounds.Design;
import marginlab.stats.SeedRounds.End;
import marginlab.stats.Verdict;
import marginlab.store.record.TrialState;

/** The rows of a table whose seeds come in rounds: what of them is decided, and which trials are needed next. */
public final class RoundsOfSeeds {
    private final SweepResults sweep;
    private final AccuracyTable table;
    private final List<ScoredColumn> columns;
    private final SeedRounds rounds;
    private final Design design;

    /**
     * What is known of a row.
     *
     * @param row its label
     * @param seeds that it has, or is to have now
     * @param end why it gets no more; absent where it does, and of a baseline
     * @param open the columns in which it is not decided
     */
    public record RowState(String row, int seeds, Optional<End> end, List<String> open) {}

    private RoundsOfSeeds(SweepResults sweep, AccuracyTable table, SeedsUntilDecided rule) {
        this.sweep = sweep;
        this.table = table;
        this.columns = table.withAverage();
        this.design = design(rule);
        this.rounds = new SeedRounds(design, roundTable());
    }

    /** Absent where an experiment has its seeds from the start, or nothing was planned. */
    public static Optional<RoundsOfSeeds> of(SweepResults sweep, AccuracyTable table) {
        return sweep.until().filter(rule -> !table.rows().isEmpty()).map(rule -> new RoundsOfSeeds(sweep, table, rule));
    }

    public static Design design(SeedsUntilDecided rule) {
        return new Design(
                rule.all(), LookLevels.schedule(rule.least(), rule.most()), rule.difference() / 100, rule.error());
    }

    private RoundTable roundTable() {
        List<TableRow> rows = table.rows();
        Map<TableRow, Integer> places = new IdentityHashMap<>();
        rows.forEach(row -> places.put(row, places.size()));
        List<List<Map<Long, Double>>> figures = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            List<Map<Long, Double>> its = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                its.add(table.cellsWithAverage(row).get(column).bySeed());
            }
            figures.add(its);
        }
        int[] baselines = rows.stream()
                .mapToInt(row -> BaselineComparisons.baselineOf(table, row)
                        .filter(other -> other != row)
                        .map(places::get)
                        .orElse(RoundTable.NONE))
                .toArray();
        boolean[] trained = new boolean[rows.size()];
        for (int row = 0; row < trained.length; row++) {
            trained[row] = rows.get(row).isTrained();
        }
        return new RoundTable(
                figures,
                table.columns().size(),
                columns.stream()
                        .mapToInt(column -> column.better(1) > 0 ? 1 : -1)
                        .toArray(),
                baselines,
                trained,
                rows.stream().map(this::concluded).toList());
    }

    /** A divergence is a result. */
    private Set<Long> concluded(TableRow row) {
        return row.trials().stream()
                .filter(trial -> sweep.run(trial)
                        .filter(run -> run.state() == TrialState.DONE || run.state() == TrialState.DIVERGED)
                        .isPresent())
                .map(Trial::seed)
                .collect(Collectors.toSet());
    }

    /** The trials that the rounds so far have, and those of the round that is open, in the order of the plan. */
    public List<Trial> needed() {
        Set<String> ids = new HashSet<>();
        for (int row = 0; row < table.rows().size(); row++) {
            Set<Long> seeds = Set.copyOf(design.seeds().subList(0, rounds.seeds(row)));
            table.rows().get(row).all().stream()
                    .filter(trial -> !trial.settings().isTraining() || seeds.contains(trial.seed()))
                    .map(Trial::id)
                    .forEach(ids::add);
        }
        return sweep.trials().stream().filter(trial -> ids.contains(trial.id())).toList();
    }

    /** With how many seeds a verdict was known first; absent where it is not. */
    public OptionalInt decidedWith(BaselineComparison comparison) {
        int row = IntStream.range(0, table.rows().size())
                .filter(at ->
                        table.rows().get(at).label().equals(comparison.row().label()))
                .findFirst()
                .orElseThrow();
        return rounds.decidedWith(columns.indexOf(comparison.column()), row);
    }

    public SeedRounds rounds() {
        return rounds;
    }

    public Design design() {
        return design;
    }

    /** Every row that is trained or compared, in the order of the table. */
    public List<RowState> rows() {
        return IntStream.range(0, table.rows().size())
                .mapToObj(row ->
                        new RowState(table.rows().get(row).label(), rounds.seeds(row), rounds.end(row), open(row)))
                .toList();
    }

    private List<String> open(int row) {
        boolean isCompared = BaselineComparisons.baselineOf(table, table.rows().get(row))
                .filter(other -> other != table.rows().get(row))
                .isPresent();
        return IntStream.range(0, columns.size())
                .filter(column -> isCompared && rounds.verdict(column, row) == Verdict.UNDECIDED)
                .mapToObj(column -> columns.get(column).name())
                .toList();
    }
}
