package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import marginlab.stats.SeedRounds.Design;
import marginlab.stats.SeedRounds.End;
import marginlab.stats.SeedRounds.StopReason;
import org.junit.jupiter.api.Test;

/** One column; row 0 is the baseline, and training scatters by one point. */
class SeedRoundsTest {
    private static final int SEEDS = 12;
    private static final List<Long> ALL =
            LongStream.rangeClosed(1, SEEDS).boxed().toList();
    private static final Design DESIGN = new Design(ALL, LookLevels.schedule(3, SEEDS), 0.02, 0.05);

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Map<Long, Double>> rows = new ArrayList<>();
    private final List<Set<Long>> concluded = new ArrayList<>();

    private SeedRoundsTest row(double level, double noise) {
        return row(level, noise, SEEDS);
    }

    private SeedRoundsTest row(double level, double noise, int seeds) {
        Map<Long, Double> figures = new TreeMap<>();
        ALL.subList(0, seeds).forEach(seed -> figures.put(seed, level + noise * random.nextGaussian()));
        rows.add(figures);
        concluded.add(new HashSet<>(figures.keySet()));
        return this;
    }

    private SeedRounds look(int sign) {
        int[] baselines = new int[rows.size()];
        baselines[0] = RoundTable.NONE;
        boolean[] trained = new boolean[rows.size()];
        java.util.Arrays.fill(trained, true);
        return new SeedRounds(
                DESIGN, new RoundTable(List.of(rows), 1, new int[] {sign}, baselines, trained, concluded));
    }

    private SeedRounds look() {
        return look(1);
    }

    @Test
    void aRowThatIsFarOffEndsEarlyAndTheBaselineGoesOnForOthers() {
        SeedRounds rounds = row(0.9, 0.01).row(0.7, 0.01).row(0.9, 0.01).look();

        assertThat(rounds.verdict(0, 1)).isEqualTo(Verdict.WORSE);
        assertThat(rounds.end(1).orElseThrow().why()).isEqualTo(StopReason.DECIDED);
        assertThat(rounds.seeds(1)).isBetween(3, 5);
        assertThat(rounds.decidedWith(0, 1)).isEqualTo(OptionalInt.of(rounds.seeds(1)));
        assertThat(rounds.seeds(2)).isGreaterThan(rounds.seeds(1));
        assertThat(rounds.seeds(0)).isEqualTo(rounds.seeds(2));
        assertThat(rounds.isOver()).isTrue();
        assertThat(rounds.trainings()).isEqualTo(rounds.seeds(0) + rounds.seeds(1) + rounds.seeds(2));
    }

    /** What was trained for another design is not looked at before its turn. */
    @Test
    void decidesByTheSeedsThatALookHad() {
        SeedRounds whole = row(0.9, 0.01).row(0.7, 0.01).row(0.9, 0.01).look();
        for (int row = 0; row < rows.size(); row++) {
            int had = whole.seeds(row);
            rows.get(row).keySet().removeIf(seed -> seed > had);
            concluded.get(row).removeIf(seed -> seed > had);
        }

        SeedRounds again = look();

        assertThat(again.toString()).isEqualTo(whole.toString());
        assertThat(again.interval(0, 1)).isEqualTo(whole.interval(0, 1));
        assertThat(again.interval(0, 2)).isEqualTo(whole.interval(0, 2));
    }

    @Test
    void waitsForARoundThatIsNotDone() {
        SeedRounds rounds =
                row(0.9, 0.01, 3).row(0.9, 0.01, 3).row(0.9, 0.01, 2).look();

        assertThat(rounds.looked()).isZero();
        assertThat(rounds.isOver()).isFalse();
        assertThat(rounds.seeds(1)).isEqualTo(3);
        assertThat(rounds.spent()).isZero();
        rows.get(2).put(3L, 0.9);
        concluded.get(2).add(3L);
        assertThat(look().looked()).isEqualTo(1);
        assertThat(look().seeds(2)).isEqualTo(4);
    }

    /** Its other seeds are compared; a row of nothing but divergences ends after the first round. */
    @Test
    void aDivergenceIsAResult() {
        row(0.9, 0.01).row(0.7, 0.01).row(0.9, 0.01);
        rows.get(1).remove(2L);
        rows.get(2).clear();

        SeedRounds rounds = look();

        assertThat(rounds.verdict(0, 1)).isEqualTo(Verdict.WORSE);
        assertThat(rounds.end(2)).contains(new End(StopReason.DIVERGED, 3));
    }

    @Test
    void endsARowThatCannotBeDecided() {
        SeedRounds rounds = row(0.9, 0.1).row(0.9, 0.1).row(0.9, 0.1).look();

        assertThat(rounds.end(1).orElseThrow().why()).isEqualTo(StopReason.HOPELESS);
        assertThat(rounds.seeds(1)).isLessThan(SEEDS);
        assertThat(rounds.verdict(0, 1)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void fewerErrorsAreBetter() {
        SeedRounds rounds = row(0.2, 0.01).row(0.05, 0.01).look(-1);

        assertThat(rounds.verdict(0, 1)).isEqualTo(Verdict.BETTER);
        assertThat(rounds.interval(0, 1).orElseThrow().high()).isNegative();
    }

    @Test
    void spendsTheErrorAsItGoes() {
        SeedRounds rounds = row(0.9, 0.1).row(0.9, 0.1).look();

        double share = (double) DESIGN.looks().get(rounds.looked() - 1) / SEEDS;
        assertThat(rounds.spent()).isCloseTo(0.05 * share * share, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(rounds.level()).isPositive().isLessThan(0.05);
    }
}
