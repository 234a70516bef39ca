package marginlab.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.TableRow;
import marginlab.stats.Interval;
import marginlab.stats.Summary;

/** Rows that differ in one margin only, as accuracy against that margin. */
final class MarginSweeps {
    private static final Pattern FAMILY = Pattern.compile("(ArcFace|CosFace|SphereFace)\\(([0-9.]+)\\)(.*)");
    private static final int FEWEST = 3;

    private MarginSweeps() {}

    /**
     * One family on one set.
     *
     * @param label of the family: {@code ArcFace(m) + Intra}
     * @param points margin, mean, and the ends of the interval over seeds where there is one; percent
     */
    record SweepLine(String label, String set, List<List<Number>> points) {}

    static List<SweepLine> of(AccuracyTable table) {
        Map<String, List<TableRow>> families = new LinkedHashMap<>();
        for (TableRow row : table.rows()) {
            family(row)
                    .ifPresent(name -> families.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(row));
        }
        List<SweepLine> lines = new ArrayList<>();
        families.forEach((name, rows) -> {
            for (int column = 0; rows.size() >= FEWEST && column < table.sets().size(); column++) {
                List<List<Number>> points = points(rows, column);
                if (points.size() >= FEWEST) {
                    lines.add(new SweepLine(name, table.titles().get(column), points));
                }
            }
        });
        return lines;
    }

    private static List<List<Number>> points(List<TableRow> rows, int column) {
        List<List<Number>> points = new ArrayList<>();
        for (TableRow row : rows) {
            Optional<Summary> summary = row.cells().get(column).summary();
            OptionalDouble margin = margin(row);
            if (summary.isPresent() && margin.isPresent()) {
                List<Number> point = new ArrayList<>(
                        List.of(margin.getAsDouble(), percent(summary.get().mean())));
                summary.flatMap(s -> s.interval(Interval.CONFIDENCE)).ifPresent(interval -> addEnds(point, interval));
                points.add(point);
            }
        }
        return points;
    }

    private static void addEnds(List<Number> point, Interval interval) {
        point.add(percent(interval.low()));
        point.add(percent(interval.high()));
    }

    private static double percent(double fraction) {
        return ChartData.rounded(100 * fraction);
    }

    private static Optional<String> family(TableRow row) {
        Matcher matcher = FAMILY.matcher(row.objective());
        if (!matcher.matches() || margin(row).isEmpty()) {
            return Optional.empty();
        }
        String factors = row.factors().isEmpty() ? "" : " [" + row.factorText() + "]";
        return Optional.of(matcher.group(1) + "(m)" + matcher.group(3) + factors);
    }

    private static OptionalDouble margin(TableRow row) {
        Matcher matcher = FAMILY.matcher(row.objective());
        try {
            return matcher.matches() ? OptionalDouble.of(Double.parseDouble(matcher.group(2))) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
