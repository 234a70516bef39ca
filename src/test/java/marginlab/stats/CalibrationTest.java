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
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In simulated tables in which no row is better than another, hardly any has a verdict; in tables with differences, many have. */
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

    /** A way to the p-value of each row against row 0 in each column. */
    interface Method {
        List<Double> p(List<List<Map<Long, Double>>> table);
    }

    static List<Double> moderated(List<List<Map<Long, Double>>> table) {
        RowNoise noise = new RowNoise(table);
        List<Double> p = new ArrayList<>();
        for (int c = 0; c < table.size(); c++) {
            for (int r = 1; r < table.get(c).size(); r++) {
                OptionalDouble one = noise.p(c, r, 0, differences(table.get(c), r));
                p.add(one.orElse(1));
            }
        }
        return p;
    }

    /** One variance for all rows of a column. */
    static List<Double> pooled(List<List<Map<Long, Double>>> table) {
        List<Double> p = new ArrayList<>();
        for (List<Map<Long, Double>> column : table) {
            AdditiveFit fit = new AdditiveFit(column);
            for (int r = 1; r < column.size(); r++) {
                Summary difference = differences(column, r);
                double t = Math.abs(difference.mean()) / Math.sqrt(2 * fit.variance() / difference.n());
                p.add(2 * new TDistribution(null, fit.freedom()).cumulativeProbability(-t));
            }
        }
        return p;
    }

    /** Each row by itself. */
    static List<Double> alone(List<List<Map<Long, Double>>> table) {
        List<Double> p = new ArrayList<>();
        for (List<Map<Long, Double>> column : table) {
            for (int r = 1; r < column.size(); r++) {
                p.add(new PairedSeeds(differences(column, r)).p().orElse(1));
            }
        }
        return p;
    }

    private static Summary differences(List<Map<Long, Double>> column, int row) {
        return new Summary(column.get(0).keySet().stream()
                .sorted()
                .map(seed -> column.get(row).get(seed) - column.get(0).get(seed))
                .toList());
    }

    /** The share of tables with a false verdict, and of true differences that are found. */
    record Rates(double falseTables, double found) {}

    static Rates rates(Design design, Method method, int tables, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int wrong = 0;
        int found = 0;
        int real = 0;
        for (int i = 0; i < tables; i++) {
            double[] adjusted = HolmCorrection.adjust(method.p(design.table(random)));
            boolean any = false;
            for (int k = 0; k < adjusted.length; k++) {
                boolean different = design.shift(1 + k % (design.rows() - 1)) != 0;
                real += different ? 1 : 0;
                found += different && adjusted[k] < LEVEL ? 1 : 0;
                any |= !different && adjusted[k] < LEVEL;
            }
            wrong += any ? 1 : 0;
        }
        return new Rates((double) wrong / tables, real == 0 ? 0 : (double) found / real);
    }

    private static List<Design> designs(double effect) {
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

    private static Rates mean(Method method, Predicate<Design> some) {
        double wrong = 0;
        double found = 0;
        int count = 0;
        List<Design> equal = designs(0);
        List<Design> different = designs(EFFECT);
        for (int i = 0; i < equal.size(); i++) {
            if (some.test(equal.get(i))) {
                wrong += rates(equal.get(i), method, TABLES_A_DESIGN, i).falseTables();
                found += rates(different.get(i), method, TABLES_A_DESIGN, i).found();
                count++;
            }
        }
        return new Rates(wrong / count, found / count);
    }

    @Test
    void hardlyAnyTableOfEqualRowsHasAVerdict() {
        assertThat(mean(CalibrationTest::moderated, design -> true).falseTables())
                .isLessThan(LEVEL);
    }

    @Test
    void findsMoreThanEachRowByItself() {
        Predicate<Design> fewSeeds = design -> design.seeds() <= 3 && design.rows() > 2;

        double moderated = mean(CalibrationTest::moderated, fewSeeds).found();

        assertThat(moderated)
                .isGreaterThan(3 * mean(CalibrationTest::alone, fewSeeds).found());
    }

    /** The page's table: noise, then false tables and found differences of each method in percent. */
    @ParameterizedTest
    @EnumSource(Noise.class)
    void thePageSaysHowSureTheVerdictsAre(Noise noise) throws IOException {
        Matcher line = Pattern.compile(
                        "\\| " + noise.label + " \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|")
                .matcher(Files.readString(Path.of("src/site/markdown/report.md")));
        assertThat(line.find()).isTrue();
        Predicate<Design> its = design -> design.noise() == noise;
        int column = 1;
        for (Method method :
                List.<Method>of(CalibrationTest::moderated, CalibrationTest::pooled, CalibrationTest::alone)) {
            Rates rates = mean(method, its);
            assertThat(100 * rates.falseTables()).isCloseTo(Integer.parseInt(line.group(column++)), within(1.5));
            assertThat(100 * rates.found()).isCloseTo(Integer.parseInt(line.group(column++)), within(1.5));
        }
    }
}
