package marginlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long a protocol took for made-up input of one size.
 *
 * @param settings how much there was of everything
 * @param parts how many parts of equal time there were, by what they are
 * @param operations multiplications and additions of its search; 0 where it searches nothing
 * @param seconds of each run
 */
record TimedLoad(Map<String, String> settings, Map<String, Double> parts, double operations, List<Double> seconds) {

    /** The time of all, and of a part. */
    List<BenchFigure> figures(String label, boolean brief) {
        List<BenchFigure> figures = new ArrayList<>();
        figures.add(BenchFigure.ofSeconds(label, settings, seconds, brief));
        parts.forEach((part, count) -> figures.add(
                BenchFigure.ofSeconds(label + ", " + part, settings, BenchSizes.times(seconds, 1 / count), brief)));
        return figures;
    }

    /** What a search computes in a second, and what share of the machine's best that is. */
    List<BenchFigure> arithmetic(String label, double peak) {
        List<Double> rates = BenchSizes.rates(seconds, operations / 1e9);
        return List.of(
                BenchFigure.of(label + " arithmetic", settings, rates, "GFLOP/s"),
                BenchFigure.of(label + " share of sgemm", settings, BenchSizes.times(rates, 100 / peak), "%"));
    }
}
