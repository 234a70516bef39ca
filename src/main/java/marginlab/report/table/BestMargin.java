package marginlab.report.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.protocol.ScoredColumn;
import marginlab.stats.BestLevel;
import marginlab.stats.Interval;

/**
 * The best value of one parameter of a loss, such as a margin, of those that were tried, and the values that are not told apart from it.
 *
 * @param family the loss with a letter in place of the parameter: {@code ArcFace(m) + Intra}
 * @param column what it is best on
 * @param tried the values that were tried, the smallest first
 * @param best one of them
 * @param figure the mean of the best over seeds
 * @param level the values that may be the best one, which is among them; empty where nothing is repeated
 */
public record BestMargin(
        String family, ScoredColumn column, List<Double> tried, double best, double figure, List<Double> level) {
    private static final Pattern NUMBER = Pattern.compile("(?<=[(, ])\\d{1,9}(?:\\.\\d{1,15})?(?=[,)])");
    private static final int FEWEST = 3;

    public BestMargin {
        tried = List.copyOf(tried);
        level = List.copyOf(level);
    }

    /** Whether the values that may be the best are neighbours among those tried, so that their ends say all. */
    public boolean isInterval() {
        return !level.isEmpty()
                && tried.indexOf(level.get(level.size() - 1)) - tried.indexOf(level.get(0)) == level.size() - 1;
    }

    /** Whether the best is the smallest or the largest that was tried, beyond which a better one may be. */
    public boolean isAtTheEnd() {
        return tried.indexOf(best) == 0 || tried.indexOf(best) == tried.size() - 1;
    }

    /** A row, and its value of the parameter that a family varies. */
    private record RowOfFamily(TableRow row, double value) {}

    /** Of each family of at least three rows that differ in one parameter alone, in each column and on average. */
    static List<BestMargin> of(AccuracyTable table) {
        List<BestMargin> margins = new ArrayList<>();
        families(table).forEach((family, rows) -> {
            for (int column = 0; column < table.withAverage().size(); column++) {
                of(family, rows, table.withAverage().get(column), column).ifPresent(margins::add);
            }
        });
        return margins;
    }

    private static Map<String, List<RowOfFamily>> families(AccuracyTable table) {
        Map<String, List<RowOfFamily>> families = new LinkedHashMap<>();
        for (int at = 0; at < table.rows().size(); at++) {
            TableRow row = table.rows().get(at).with(table.cellsWithAverage(at));
            Matcher number = NUMBER.matcher(row.objective());
            while (row.isTrained() && number.find()) {
                String family = row.objective().substring(0, number.start()) + "m"
                        + row.objective().substring(number.end())
                        + (row.factors().isEmpty() ? "" : " [" + row.factorText() + "]");
                families.computeIfAbsent(family, name -> new ArrayList<>())
                        .add(new RowOfFamily(row, Double.parseDouble(number.group())));
            }
        }
        families.values().forEach(rows -> rows.sort(Comparator.comparingDouble(RowOfFamily::value)));
        return families;
    }

    private static Optional<BestMargin> of(String family, List<RowOfFamily> all, ScoredColumn column, int at) {
        List<RowOfFamily> rows = all.stream()
                .filter(row -> !row.row().cells().get(at).samples().isEmpty())
                .toList();
        if (rows.size() < FEWEST) {
            return Optional.empty();
        }
        List<SortedMap<Long, Double>> levels =
                rows.stream().map(row -> better(row, column, at)).toList();
        List<Double> tried = rows.stream().map(RowOfFamily::value).toList();
        Optional<BestLevel> found = BestLevel.of(levels, Interval.CONFIDENCE);
        RowOfFamily best = found.map(level -> rows.get(level.best()))
                .orElseGet(() -> rows.stream()
                        .max(Comparator.comparingDouble(row -> column.better(mean(row, at))))
                        .orElseThrow());
        return Optional.of(new BestMargin(
                family,
                column,
                tried,
                best.value(),
                mean(best, at),
                found.map(level -> level.candidates().stream().map(tried::get).toList())
                        .orElse(List.of())));
    }

    private static SortedMap<Long, Double> better(RowOfFamily row, ScoredColumn column, int at) {
        SortedMap<Long, Double> figures =
                new TreeMap<>(row.row().cells().get(at).bySeed());
        figures.replaceAll((seed, figure) -> column.better(figure));
        return figures;
    }

    private static double mean(RowOfFamily row, int at) {
        return row.row().cells().get(at).summary().orElseThrow().mean();
    }
}
