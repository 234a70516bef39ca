package marginlab.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What a design will find in a column, known before anything is trained: so many rows and seeds, with the noise that other trainings
 * had. Tables of equal rows are drawn with that noise, and what {@link BaselineContrasts} would say of each is averaged by its median.
 *
 * @param column its name
 * @param deviation of one training, a fraction: what row and seed do not explain
 * @param seeds a row
 * @param detectable the true difference to the baseline that is found 4 times in 5; absent for one seed
 * @param difference that is asked for, a fraction
 * @param seedsNeeded seeds a row with which it is found, and equal rows shown to be so, 4 times in 5; absent beyond 100,000
 */
public record DesignPower(
        String column,
        double deviation,
        int seeds,
        OptionalDouble detectable,
        double difference,
        Optional<Integer> seedsNeeded) {
    private static final int DRAWS = 9;
    private static final double POWER = 0.8;

    /** Any seed does; this one makes two forecasts of the same the same. */
    private static final long SEED = 1;

    /** Two seeds are the fewest of which there is a scatter. */
    private static final int LEAST = 2;

    /** Columns are of the same trainings; so much of a training's luck is drawn for all of them. */
    private static final double SHARED = 0.5;

    /** The noise of a column, by other trainings. */
    public record Noise(String column, double deviation) {}

    /**
     * Of each column.
     *
     * @param noise of the columns
     * @param rows of the table, with the baseline, at least two
     * @param seeds a row
     */
    public static List<DesignPower> of(List<Noise> noise, int rows, int seeds, double difference) {
        return of(noise, rows, seeds, difference, Interval.CONFIDENCE);
    }

    /** @param confidence of all intervals at once */
    public static List<DesignPower> of(List<Noise> noise, int rows, int seeds, double difference, double confidence) {
        RandomGenerator random = new SplittableRandom(SEED);
        int drawn = Math.max(LEAST, seeds);
        List<List<Double>> found = new ArrayList<>();
        List<List<Double>> needed = new ArrayList<>();
        noise.forEach(column -> {
            found.add(new ArrayList<>());
            needed.add(new ArrayList<>());
        });
        for (int draw = 0; draw < DRAWS; draw++) {
            List<List<Map<Long, Double>>> table = table(noise, rows, drawn, random);
            List<BaselineContrasts.Contrast> contrasts = new ArrayList<>();
            for (int column = 0; column < noise.size(); column++) {
                for (int row = 1; row < rows; row++) {
                    contrasts.add(contrast(table, column, row));
                }
            }
            BaselineContrasts family = new BaselineContrasts(new RowNoise(table), contrasts);
            for (BaselineContrasts.Contrast one : contrasts) {
                if (one.row() == 1) {
                    family.detectable(one, confidence, POWER).ifPresent(found.get(one.column())::add);
                    needed.get(one.column()).add((double) family.seedsNeeded(one, difference, confidence, POWER)
                            .orElse(Integer.MAX_VALUE));
                }
            }
        }
        return IntStream.range(0, noise.size())
                .mapToObj(column -> new DesignPower(
                        noise.get(column).column(),
                        noise.get(column).deviation(),
                        seeds,
                        seeds < LEAST ? OptionalDouble.empty() : OptionalDouble.of(median(found.get(column))),
                        difference,
                        Optional.of((int) median(needed.get(column))).filter(many -> many < Integer.MAX_VALUE)))
                .toList();
    }

    private static List<List<Map<Long, Double>>> table(List<Noise> noise, int rows, int seeds, RandomGenerator random) {
        List<List<Map<Long, Double>>> table = new ArrayList<>();
        noise.forEach(column -> table.add(new ArrayList<>()));
        for (int row = 0; row < rows; row++) {
            table.forEach(column -> column.add(new HashMap<>()));
            for (long seed = 0; seed < seeds; seed++) {
                double shared = Math.sqrt(SHARED) * random.nextGaussian();
                for (int column = 0; column < noise.size(); column++) {
                    double luck = shared + Math.sqrt(1 - SHARED) * random.nextGaussian();
                    table.get(column).get(row).put(seed, noise.get(column).deviation() * luck);
                }
            }
        }
        return table;
    }

    private static BaselineContrasts.Contrast contrast(List<List<Map<Long, Double>>> table, int column, int row) {
        Map<Long, Double> theirs = table.get(column).get(0);
        return new BaselineContrasts.Contrast(
                column,
                row,
                0,
                new Summary(theirs.keySet().stream()
                        .map(seed -> table.get(column).get(row).get(seed) - theirs.get(seed))
                        .toList()));
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
