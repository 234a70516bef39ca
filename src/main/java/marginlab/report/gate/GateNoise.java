package marginlab.report.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import marginlab.stats.Interval;
import marginlab.stats.ModeratedDifferences;
import marginlab.stats.Summary;

/**
 * How sure the difference of a cell is.
 *
 * <p>Over face pairs, where both sides kept their decisions; and over seeds by {@link ModeratedDifferences}, in which each row of
 * a column has its own noise, moderated by the others'. Where there are both, they add their variances: {@code half width =
 * sqrt(seeds^2 + pairs^2)}. With fewer than three common seeds the pairs alone decide: two seeds have a scatter that is anything.
 * One seed without decisions tells nothing.
 */
final class GateNoise {
    private static final int FEW_SEEDS = 3;

    private final Map<String, ModeratedDifferences> bySet;

    GateNoise(List<GateCell> cells) {
        bySet = cells.stream()
                .collect(Collectors.groupingBy(
                        GateCell::set,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                some -> new ModeratedDifferences(some.stream()
                                        .flatMap(cell -> cell.difference().stream())
                                        .toList()))));
    }

    /** The interval of a cell's difference; empty where nothing tells of its noise. */
    Optional<Interval> interval(GateCell cell, double confidence) {
        Optional<Summary> difference = cell.difference();
        if (difference.isEmpty()) {
            return Optional.empty();
        }
        if (cell.identical()) {
            return Optional.of(new Interval(0, 0));
        }
        Summary each = difference.get();
        Optional<Interval> pairs = cell.decided().map(decided -> decided.interval(confidence));
        if (pairs.isPresent() && each.n() < FEW_SEEDS) {
            return pairs;
        }
        Optional<Interval> seeds = bySet.get(cell.set()).interval(each, confidence);
        return seeds.isPresent() && pairs.isPresent()
                ? Optional.of(together(each.mean(), seeds.get(), pairs.get()))
                : seeds.or(() -> pairs);
    }

    private static Interval together(double mean, Interval seeds, Interval pairs) {
        double half = Math.hypot(seeds.halfWidth(), pairs.halfWidth());
        return new Interval(mean - half, mean + half);
    }
}
