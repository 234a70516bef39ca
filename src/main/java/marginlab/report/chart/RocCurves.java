package marginlab.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import marginlab.protocol.pair.RocCurve;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Cell;
import marginlab.report.table.PairDecisions;

/** True accept rates over false accept rates, from the scores that runs left; a mean over the seeds of a row. */
final class RocCurves {
    private static final int PER_DECADE = 8;
    private static final int DECADES = 4;

    private RocCurves() {}

    /**
     * One row on one set.
     *
     * @param row its place in the table
     * @param column the set's place
     * @param points (FAR, TAR), rates that every seed has enough impostor pairs for
     */
    record RocSeries(int row, int column, List<List<Number>> points) {}

    static List<RocSeries> of(PairDecisions decisions, AccuracyTable table) {
        List<RocSeries> curves = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            for (int column = 0; column < table.sets().size(); column++) {
                Cell cell = table.rows().get(row).cells().get(column);
                List<RocCurve> seeds = cell.samples().stream()
                        .map(sample ->
                                decisions.scores(sample.trial(), cell.set()).orElse(null))
                        .filter(Objects::nonNull)
                        .filter(scores -> scores.genuine() > 0 && scores.genuine() < scores.size())
                        .map(RocCurve::of)
                        .toList();
                if (!seeds.isEmpty()) {
                    curves.add(new RocSeries(row, column, points(seeds)));
                }
            }
        }
        return curves;
    }

    private static List<List<Number>> points(List<RocCurve> seeds) {
        List<List<Number>> points = new ArrayList<>();
        for (int step = -PER_DECADE * DECADES; step <= 0; step++) {
            double far = Math.pow(10, (double) step / PER_DECADE);
            List<OptionalDouble> rates =
                    seeds.stream().map(seed -> seed.tarAtFar(far)).toList();
            if (rates.stream().allMatch(OptionalDouble::isPresent)) {
                double mean = rates.stream()
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .average()
                        .orElseThrow();
                points.add(List.of(ChartData.rounded(far), ChartData.rounded(mean)));
            }
        }
        return points;
    }
}
