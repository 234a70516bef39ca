package marginlab.report.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.protocol.ScoredColumn;
import marginlab.report.table.Cell.MissingSeed;
import marginlab.report.table.Cell.Sample;

/**
 * The average over the verification sets, as papers have it: of each seed the mean over the columns that show the same figure, so that
 * its spread is that of trainings and not of sets.
 *
 * @param column by its name and the figure that is averaged
 * @param cells one a row of the table
 */
public record AverageColumn(ScoredColumn column, List<Cell> cells) {
    private static final String NAME = "Average";

    public AverageColumn {
        cells = List.copyOf(cells);
    }

    /** {@code Average}, with the figure and its unit where that is not the accuracy on pairs. */
    public String heading() {
        return column.isAccuracy() ? column.set() : column.heading();
    }

    /** The same without the unit. */
    public String title() {
        return column.name();
    }

    /** Over the figure that most columns show, at least two; absent where no two show the same. */
    static Optional<ScoredColumn> over(List<ScoredColumn> columns) {
        Map<String, Long> counts = columns.stream()
                .collect(Collectors.groupingBy(one -> one.metric().name(), Collectors.counting()));
        Optional<ScoredColumn> first = Optional.empty();
        for (ScoredColumn column : columns) {
            long count = counts.get(column.metric().name());
            if (count > 1
                    && first.filter(one -> counts.get(one.metric().name()) >= count)
                            .isEmpty()) {
                first = Optional.of(column);
            }
        }
        return first.map(one -> new ScoredColumn(name(columns), one.protocol(), one.metric()));
    }

    private static String name(List<ScoredColumn> columns) {
        boolean taken = columns.stream().anyMatch(column -> column.set().equals(NAME));
        return taken ? NAME + " of the sets" : NAME;
    }

    /** A seed counts where every column of the figure has it, and is a gap where one that was planned has none. */
    static Cell cell(ScoredColumn average, List<ScoredColumn> columns, List<Cell> cells) {
        List<Cell> its = IntStream.range(0, columns.size())
                .filter(column -> isAveraged(average, columns.get(column)))
                .mapToObj(cells::get)
                .toList();
        boolean whole = its.stream().allMatch(cell -> cell.planned() > 0);
        List<Sample> samples = new ArrayList<>();
        List<MissingSeed> gaps = new ArrayList<>();
        if (whole) {
            gaps(its).forEach(gap -> {
                if (gaps.stream().noneMatch(other -> other.seed() == gap.seed())) {
                    gaps.add(gap);
                }
            });
            gaps.sort(Comparator.comparingLong(MissingSeed::seed));
            for (Sample sample : its.get(0).samples()) {
                if (gaps.stream().noneMatch(gap -> gap.seed() == sample.seed())) {
                    samples.add(new Sample(sample.seed(), sample.trial(), mean(its, sample.seed()), null));
                }
            }
        }
        return new Cell(average.set(), its.get(0).epoch(), samples, List.of(), gaps, Cell.Rank.OTHER, false, List.of());
    }

    /** Whether a column is one of those that are averaged. */
    static boolean isAveraged(ScoredColumn average, ScoredColumn column) {
        return column.metric().name().equals(average.metric().name());
    }

    private static List<MissingSeed> gaps(List<Cell> cells) {
        return cells.stream().flatMap(cell -> cell.gaps().stream()).toList();
    }

    private static double mean(List<Cell> cells, long seed) {
        return cells.stream()
                .mapToDouble(cell -> cell.bySeed().get(seed))
                .average()
                .orElseThrow();
    }
}
