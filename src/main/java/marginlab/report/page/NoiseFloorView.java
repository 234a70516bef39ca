package marginlab.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginlab.plan.Trial;
import marginlab.protocol.pair.PairScores;
import marginlab.report.format.Percent;
import marginlab.report.table.AccuracyTable;
import marginlab.report.table.Findings;
import marginlab.report.table.PairDecisions;
import marginlab.report.table.SweepResults;
import marginlab.report.table.TableRow;
import marginlab.stats.NoiseFloor;

/**
 * How far apart trainings with one seed came out, as texts of the page.
 *
 * @param lines one a verification set that has repeats; empty where nothing is repeated
 * @param why what made repeats differ, or that nothing did
 */
public record NoiseFloorView(List<NoiseFloorRow> lines, List<String> why) {

    /** One set; differences and deviation in points, {@code bits} of the scores of its pairs. */
    public record NoiseFloorRow(
            String set, String repeats, String largest, String mean, String deviation, String bits) {}

    private static final String IDENTICAL = "identical bits";
    private static final String APART = "a distance differs by ";

    static NoiseFloorView of(Findings findings) {
        AccuracyTable table = findings.table();
        List<Twins> twins =
                table.rows().stream().flatMap(row -> twins(row).stream()).toList();
        List<NoiseFloorRow> lines = new ArrayList<>();
        for (int column = 0; column < table.sets().size() && !twins.isEmpty(); column++) {
            lines.add(line(table, column, twins, findings.decisions()));
        }
        return new NoiseFloorView(lines, why(findings.sweep(), table, twins, lines));
    }

    /** Two trainings of the same with the same seed. */
    record Twins(Trial first, Trial again) {}

    private static List<Twins> twins(TableRow row) {
        Map<Long, Trial> firsts = row.trials().stream().collect(Collectors.toMap(Trial::seed, trial -> trial));
        return row.repeats().stream()
                .map(again -> new Twins(firsts.get(again.seed()), again))
                .toList();
    }

    private static NoiseFloorRow line(AccuracyTable table, int column, List<Twins> twins, PairDecisions decisions) {
        String set = table.sets().get(column);
        Optional<NoiseFloor> floor = table.noiseFloor(column);
        int n = floor.map(NoiseFloor::n).orElse(0);
        return new NoiseFloorRow(
                set,
                n == twins.size() ? String.valueOf(n) : n + " of " + twins.size(),
                floor.map(f -> Percent.of(f.largest())).orElse("–"),
                floor.map(f -> Percent.of(f.mean())).orElse("–"),
                floor.map(f -> Percent.of(f.deviation())).orElse("–"),
                bits(twins, set, decisions));
    }

    private static String bits(List<Twins> twins, String set, PairDecisions decisions) {
        OptionalDouble largest = twins.stream()
                .flatMap(pair -> apart(decisions, pair, set).stream())
                .mapToDouble(apart -> apart)
                .max();
        if (largest.isEmpty()) {
            return "no scores at hand";
        }
        return largest.getAsDouble() == 0
                ? IDENTICAL
                : String.format(Locale.ROOT, APART + "%.1e", largest.getAsDouble());
    }

    /** The largest difference of a pair's squared distance; 0 only where all are equal to the bit. */
    private static Optional<Double> apart(PairDecisions decisions, Twins twins, String set) {
        Optional<PairScores> first = decisions.scores(twins.first().id(), set);
        Optional<PairScores> again = decisions.scores(twins.again().id(), set);
        if (first.isEmpty()
                || again.isEmpty()
                || first.get().size() != again.get().size()) {
            return Optional.empty();
        }
        double[] some = first.get().distances();
        double[] others = again.get().distances();
        double largest = Arrays.equals(some, others) ? 0 : Double.MIN_VALUE;
        for (int i = 0; i < some.length; i++) {
            largest = Math.max(largest, Math.abs(some[i] - others[i]));
        }
        return Optional.of(largest);
    }

    private static List<String> why(
            SweepResults sweep, AccuracyTable table, List<Twins> twins, List<NoiseFloorRow> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        if (lines.stream().allMatch(line -> line.bits().equals(IDENTICAL))) {
            return List.of("Every repeat gave the scores of the first run to the bit:"
                    + " nothing of these trainings was left to chance.");
        }
        boolean apart = lines.stream().anyMatch(line -> line.bits().startsWith(APART))
                || IntStream.range(0, table.sets().size())
                        .anyMatch(column -> table.noiseFloor(column)
                                .filter(floor -> floor.largest() > 0)
                                .isPresent());
        return apart ? RepeatDifferences.why(sweep, twins) : List.of();
    }
}
