package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hardly any simulated table has a false verdict, "equal" among them; in tables with differences many are found. */
class CalibrationTest {
    private static final double LEVEL = 0.05;
    private static final int TABLES_A_DESIGN = 20;

    /** In standard deviations of a row's mean. */
    private static final double EFFECT = 4.8;

    /** How noisy the rows of a table are; row 0 is the baseline. */
    enum Noise {
        EQUAL("equal") {
            @Override
            double of(int row, int rows, RandomGenerator random) {
                return 1;
            }
        },
        SPREAD("spread, by a factor of 1.65") {
            @Override
            double of(int row, int rows, RandomGenerator random) {
                return Math.exp(0.5 * random.nextGaussian());
            }
        },
        ONE_NOISY("one row three times as noisy") {
            @Override
            double of(int row, int rows, RandomGenerator random) {
                return row == rows - 1 ? 3 : 1;
            }
        },
        NOISY_BASELINE("baseline twice as noisy") {
            @Override
            double of(int row, int rows, RandomGenerator random) {
                return row == 0 ? 2 : 1;
            }
        };

        private final String label;

        Noise(String label) {
            this.label = label;
        }

        abstract double of(int row, int rows, RandomGenerator random);
    }

    /**
     * A kind of table.
     *
     * @param heavy whether figures have Student's distribution with three degrees of freedom
     * @param correlation of two columns within a training
     * @param effect by how many standard deviations of a mean half of the rows are better
     */
    record Design(int rows, int seeds, int columns, Noise noise, boolean heavy, double correlation, double effect) {
        List<List<Map<Long, Double>>> table(RandomGenerator random) {
            List<List<Map<Long, Double>>> table = new ArrayList<>();
            double[][] seedEffects = new double[seeds][columns];
            for (double[] effects : seedEffects) {
                for (int c = 0; c < columns; c++) {
                    effects[c] = random.nextGaussian();
                }
            }
            for (int c = 0; c < columns; c++) {
                table.add(new ArrayList<>());
            }
            for (int r = 0; r < rows; r++) {
                double deviation = noise.of(r, rows, random);
                for (List<Map<Long, Double>> column : table) {
                    column.add(new HashMap<>());
                }
                for (int k = 0; k < seeds; k++) {
                    double shared = draw(random);
                    for (int c = 0; c < columns; c++) {
                        double e = Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * draw(random);
                        table.get(c).get(r).put((long) k, shift(r) + deviation * e + seedEffects[k][c]);
                    }
                }
            }
            return table;
        }

        double shift(int row) {
            return row >= 1 && row <= rows / 2 ? effect / Math.sqrt(seeds) : 0;
        }

        private double draw(RandomGenerator random) {
            if (!heavy) {
                return random.nextGaussian();
            }
            double squares = 0;
            for (int i = 0; i < 3; i++) {
                double z = random.nextGaussian();
                squares += z * z;
            }
            return random.nextGaussian() / Math.sqrt(squares);
        }
    }

    /** A way to the verdicts of all rows on row 0 in each column, column by column; {@code bound} is what counts as equal. */
    interface Method {
        List<Verdict> verdicts(List<List<Map<Long, Double>>> table, double bound);
    }

    private static final Method DUNNETT = CalibrationTest::dunnett;
    private static final Method HOLM = CalibrationTest::holm;
    private static final Method POOLED = CalibrationTest::pooled;
    private static final Method ALONE = CalibrationTest::alone;

    /** What the report does: intervals of all comparisons at once, with the noise of each row as the whole table has it. */
    private static List<Verdict> dunnett(List<List<Map<Long, Double>>> table, double bound) {
        List<BaselineContrasts.Contrast> contrasts = contrasts(table);
        BaselineContrasts family = new BaselineContrasts(new RowNoise(table), contrasts);
        return contrasts.stream()
                .map(one -> family.interval(one, 1 - LEVEL)
                        .map(interval -> Verdict.of(interval, bound))
                        .orElse(Verdict.UNDECIDED))
                .toList();
    }

    /** The same noise, and Holm's correction in place of Dunnett's. */
    private static List<Verdict> holm(List<List<Map<Long, Double>>> table, double bound) {
        RowNoise noise = new RowNoise(table);
        return corrected(
                contrasts(table).stream()
                        .map(one -> noise.p(one.column(), one.row(), 0, one.differences())
                                .orElse(1))
                        .toList(),
                table);
    }

    /** One variance for all rows of a column. */
    private static List<Verdict> pooled(List<List<Map<Long, Double>>> table, double bound) {
        List<Double> p = new ArrayList<>();
        for (List<Map<Long, Double>> column : table) {
            AdditiveFit fit = new AdditiveFit(column);
            for (int r = 1; r < column.size(); r++) {
                Summary difference = differences(column, r);
                double t = Math.abs(difference.mean()) / Math.sqrt(2 * fit.variance() / difference.n());
                p.add(2 * new TDistribution(null, fit.freedom()).cumulativeProbability(-t));
            }
        }
        return corrected(p, table);
    }

    /** Each row by itself. */
    private static List<Verdict> alone(List<List<Map<Long, Double>>> table, double bound) {
        return corrected(
                contrasts(table).stream()
                        .map(one -> new PairedSeeds(one.differences()).p().orElse(1))
                        .toList(),
                table);
    }

    private static List<Verdict> corrected(List<Double> p, List<List<Map<Long, Double>>> table) {
        double[] adjusted = HolmCorrection.adjust(p);
        List<BaselineContrasts.Contrast> contrasts = contrasts(table);
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            boolean better = contrasts.get(i).differences().mean() > 0;
            verdicts.add(adjusted[i] >= LEVEL ? Verdict.UNDECIDED : better ? Verdict.BETTER : Verdict.WORSE);
        }
        return verdicts;
    }

    private static List<BaselineContrasts.Contrast> contrasts(List<List<Map<Long, Double>>> table) {
        List<BaselineContrasts.Contrast> contrasts = new ArrayList<>();
        for (int c = 0; c < table.size(); c++) {
            for (int r = 1; r < table.get(c).size(); r++) {
                contrasts.add(new BaselineContrasts.Contrast(c, r, 0, differences(table.get(c), r)));
            }
        }
        return contrasts;
    }

    private static Summary differences(List<Map<Long, Double>> column, int row) {
        return new Summary(column.get(0).keySet().stream()
                .sorted()
                .map(seed -> column.get(row).get(seed) - column.get(0).get(seed))
                .toList());
    }

    /**
     * Shares of a kind of tables.
     *
     * @param falseTables with a verdict that is not true: better or worse of an equal row, equal or worse of a better one
     * @param found of the true differences, those that are found
     * @param equal of the equal rows, those that are shown to be
     */
    record Rates(double falseTables, double found, double equal) {
        Rates plus(Rates other) {
            return new Rates(falseTables + other.falseTables, found + other.found, equal + other.equal);
        }

        Rates over(int count) {
            return new Rates(falseTables / count, found / count, equal / count);
        }
    }

    /** What counts as equal is what half of the rows are better by, so that "equal" of one of them is as near to true as can be. */
    static Rates rates(Design design, Method method, int tables, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double bound = EFFECT / Math.sqrt(design.seeds());
        int wrong = 0;
        int found = 0;
        int equal = 0;
        int real = 0;
        int none = 0;
        for (int i = 0; i < tables; i++) {
            List<Verdict> verdicts = method.verdicts(design.table(random), bound);
            boolean any = false;
            for (int k = 0; k < verdicts.size(); k++) {
                boolean different = design.shift(1 + k % (design.rows() - 1)) != 0;
                Verdict verdict = verdicts.get(k);
                real += different ? 1 : 0;
                none += different ? 0 : 1;
                found += different && verdict == Verdict.BETTER ? 1 : 0;
                equal += !different && verdict == Verdict.EQUAL ? 1 : 0;
                any |= different
                        ? verdict == Verdict.EQUAL || verdict == Verdict.WORSE
                        : verdict == Verdict.BETTER || verdict == Verdict.WORSE;
            }
            wrong += any ? 1 : 0;
        }
        return new Rates(
                (double) wrong / tables, (double) found / Math.max(1, real), (double) equal / Math.max(1, none));
    }

    static List<Design> designs(double effect) {
        List<Design> designs = new ArrayList<>();
        for (int rows : new int[] {2, 4, 8, 22}) {
            for (int seeds : new int[] {2, 3, 5, 10}) {
                for (Noise noise : Noise.values()) {
                    for (boolean heavy : new boolean[] {false, true}) {
                        for (double correlation : new double[] {0, 0.5, 0.9}) {
                            designs.add(new Design(rows, seeds, 3, noise, heavy, correlation, effect));
                        }
                    }
                }
            }
        }
        return designs;
    }

    /** Of tables in which all rows are equal, and of those in which half are better. */
    record Both(Rates none, Rates half) {}

    /** What was computed, by the method and the place of the design. */
    private record Computed(Method method, int design) {}

    private static final Map<Computed, Both> COMPUTED = new ConcurrentHashMap<>();

    static Both mean(Method method, Predicate<Design> some) {
        List<Design> equal = designs(0);
        List<Design> different = designs(EFFECT);
        // Each has a seed of its own, so the order does not matter.
        List<Both> each = IntStream.range(0, equal.size())
                .filter(i -> some.test(equal.get(i)))
                .parallel()
                .mapToObj(i -> COMPUTED.computeIfAbsent(
                        new Computed(method, i),
                        key -> new Both(
                                rates(equal.get(i), method, TABLES_A_DESIGN, i),
                                rates(different.get(i), method, TABLES_A_DESIGN, i))))
                .toList();
        Rates none = new Rates(0, 0, 0);
        Rates half = none;
        for (Both one : each) {
            none = none.plus(one.none());
            half = half.plus(one.half());
        }
        return new Both(none.over(each.size()), half.over(each.size()));
    }

    /** Over 7,680 tables of each kind. */
    @Test
    void hardlyAnyTableHasAFalseVerdict() {
        Both rates = mean(DUNNETT, design -> true);

        assertThat(rates.none().falseTables()).isLessThan(LEVEL);
        assertThat(rates.half().falseTables()).isLessThan(LEVEL);
    }

    @Test
    void findsMoreThanEachRowByItself() {
        Predicate<Design> fewSeeds = design -> design.seeds() <= 3 && design.rows() > 2;

        double found = mean(DUNNETT, fewSeeds).half().found();

        assertThat(found).isGreaterThan(3 * mean(ALONE, fewSeeds).half().found());
    }

    /** The page's table: noise, then false tables, found differences and equals, and of each other method false tables and found. */
    @ParameterizedTest
    @EnumSource(Noise.class)
    void thePageSaysHowSureTheVerdictsAre(Noise noise) throws IOException {
        Matcher line = Pattern.compile("\\| " + noise.label + " \\|" + " (\\d+) \\|".repeat(9))
                .matcher(Files.readString(Path.of("src/site/markdown/report.md")));
        assertThat(line.find()).isTrue();
        List<Double> percent = new ArrayList<>();
        for (Method method : List.of(DUNNETT, HOLM, POOLED, ALONE)) {
            Both rates = mean(method, design -> design.noise() == noise);
            percent.add(100 * rates.none().falseTables());
            percent.add(100 * rates.half().found());
            if (percent.size() == 2) {
                percent.add(100 * rates.half().equal());
            }
        }
        for (int i = 0; i < percent.size(); i++) {
            assertThat(percent.get(i))
                    .as(percent.toString())
                    .isCloseTo(Integer.parseInt(line.group(i + 1)), within(1.5));
        }
    }
}
