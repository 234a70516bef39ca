package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import marginlab.stats.BaselineContrasts.Contrast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineContrastsTest {
    private static final List<Map<Long, Double>> COLUMN = List.of(
            Map.of(1L, 0.90, 2L, 0.88, 3L, 0.91),
            Map.of(1L, 0.915, 2L, 0.90, 3L, 0.918),
            Map.of(1L, 0.84, 2L, 0.83, 3L, 0.845),
            Map.of(1L, 0.901, 2L, 0.882, 3L, 0.912));

    @Test
    void verdictsAreReadOffTheIntervals() {
        assertThat(Verdict.of(new Interval(0.001, 0.01), 0.005)).isEqualTo(Verdict.BETTER);
        assertThat(Verdict.of(new Interval(-0.01, -0.001), 0.005)).isEqualTo(Verdict.WORSE);
        assertThat(Verdict.of(new Interval(-0.005, 0.005), 0.005)).isEqualTo(Verdict.EQUAL);
        assertThat(Verdict.of(new Interval(0.001, 0.004), 0.005))
                .as("more than equal")
                .isEqualTo(Verdict.BETTER);
        assertThat(Verdict.of(new Interval(-0.005, 0.0051), 0.005)).isEqualTo(Verdict.UNDECIDED);
        assertThat(Verdict.of(new Interval(0, 0.01), 0.005)).isEqualTo(Verdict.UNDECIDED);
    }

    /** An interval ends at zero where its adjusted p-value is 5 %, and not before. */
    @Test
    void intervalsAndPValuesAgree() {
        RowNoise noise = new RowNoise(List.of(COLUMN));
        for (double shift = 0; shift < 0.03; shift += 0.0007) {
            List<Contrast> contrasts = contrasts(shift);
            BaselineContrasts family = new BaselineContrasts(noise, contrasts);
            for (Contrast one : contrasts) {
                boolean tells = !family.interval(one, 0.95).orElseThrow().contains(0);
                assertThat(tells).isEqualTo(family.p(one).orElseThrow() < 0.05);
            }
        }
    }

    @Test
    void oneComparisonIsATTest() {
        RowNoise noise = new RowNoise(List.of(COLUMN));
        Contrast one = contrasts(0).get(0);
        BaselineContrasts family = new BaselineContrasts(noise, List.of(one));
        assertThat(family.p(one).orElseThrow())
                .isCloseTo(noise.p(0, 1, 0, one.differences()).orElseThrow(), within(1e-6));
        assertThat(family.interval(one, 0.95).orElseThrow().low())
                .isCloseTo(
                        noise.interval(0, 1, 0, one.differences(), 0.95)
                                .orElseThrow()
                                .low(),
                        within(1e-4));
    }

    /** With so many seeds equal rows are shown to be so 4 times in 5, by simulated tables. */
    @ParameterizedTest
    @CsvSource({"2, 0.01", "4, 0.02"})
    void seedsNeededDecide(int rows, double bound) {
        List<Map<Long, Double>> pilot = drawn(rows, 12, new SplittableRandom(3));
        List<Contrast> contrasts = contrasts(pilot);
        int seeds = new BaselineContrasts(new RowNoise(List.of(pilot)), contrasts)
                .seedsNeeded(contrasts.get(0), bound, 0.95, 0.8)
                .orElseThrow();
        SplittableRandom random = new SplittableRandom(4);
        int equal = 0;
        int all = 0;
        for (int i = 0; i < 200; i++) {
            List<Map<Long, Double>> table = drawn(rows, seeds, random);
            BaselineContrasts family = new BaselineContrasts(new RowNoise(List.of(table)), contrasts(table));
            for (Contrast one : contrasts(table)) {
                all++;
                equal += Verdict.of(family.interval(one, 0.95).orElseThrow(), bound) == Verdict.EQUAL ? 1 : 0;
            }
        }
        // A pilot of 12 seeds knows the noise within a fifth.
        assertThat((double) equal / all).as(seeds + " seeds").isBetween(0.6, 0.95);
    }

    @Test
    void saysNothingWhereNothingIsRepeated() {
        List<Map<Long, Double>> once = List.of(Map.of(1L, 0.9), Map.of(1L, 0.8));
        List<Contrast> contrasts = contrasts(once);
        BaselineContrasts family = new BaselineContrasts(new RowNoise(List.of(once)), contrasts);
        assertThat(family.interval(contrasts.get(0), 0.95)).isEmpty();
        assertThat(family.p(contrasts.get(0))).isEmpty();
        assertThat(family.detectable(contrasts.get(0), 0.95, 0.8)).isEmpty();
        assertThat(family.seedsNeeded(contrasts.get(0), 0.005, 0.95, 0.8)).isEmpty();
    }

    private static List<Map<Long, Double>> drawn(int rows, int seeds, SplittableRandom random) {
        List<Map<Long, Double>> column = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            Map<Long, Double> figures = new HashMap<>();
            for (long seed = 0; seed < seeds; seed++) {
                figures.put(seed, 0.9 + 0.01 * random.nextGaussian());
            }
            column.add(figures);
        }
        return column;
    }

    private static List<Contrast> contrasts(double shift) {
        List<Contrast> contrasts = new ArrayList<>();
        for (int row = 1; row < COLUMN.size(); row++) {
            contrasts.add(new Contrast(0, row, 0, new Summary(List.of(shift, shift, shift))));
        }
        return contrasts;
    }

    private static List<Contrast> contrasts(List<Map<Long, Double>> column) {
        List<Contrast> contrasts = new ArrayList<>();
        for (int row = 1; row < column.size(); row++) {
            int at = row;
            contrasts.add(new Contrast(
                    0,
                    row,
                    0,
                    new Summary(column.get(0).keySet().stream()
                            .map(seed ->
                                    column.get(at).get(seed) - column.get(0).get(seed))
                            .toList())));
        }
        return contrasts;
    }
}
