package marginlab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeopleBootstrapTest {
    private static final int PEOPLE = 400;

    @Test
    void isTheUsualIntervalWhenNobodyIsInTwoPairs() {
        Random random = new Random(1);
        int[] people = new int[PEOPLE];
        double[] right = new double[PEOPLE];
        for (int i = 0; i < PEOPLE; i++) {
            people[i] = i;
            right[i] = random.nextDouble() < 0.9 ? 1 : 0;
        }
        double share = Arrays.stream(right).average().getAsDouble();
        double half = 1.96 * Math.sqrt(share * (1 - share) / PEOPLE);
        Interval interval = new PeopleBootstrap(people, people, 4000, 1).interval(right, 0.95);
        assertThat(interval.low()).isCloseTo(share - half, within(0.15 * half));
        assertThat(interval.high()).isCloseTo(share + half, within(0.15 * half));
    }

    /** Ten pairs a person that all agree are worth one pair: the interval is sqrt(10) times that of independent ones. */
    @Test
    void isWiderWherePairsShareAPerson() {
        int[] people = new int[PEOPLE];
        double[] right = new double[PEOPLE];
        for (int i = 0; i < PEOPLE; i++) {
            people[i] = i / 10;
            right[i] = people[i] % 5 == 0 ? 0 : 1;
        }
        double naive = 1.96 * Math.sqrt(0.8 * 0.2 / PEOPLE);
        Interval interval = new PeopleBootstrap(people, people, 4000, 1).interval(right, 0.95);
        assertThat(interval.halfWidth()).isCloseTo(naive * Math.sqrt(10), within(0.15 * naive * Math.sqrt(10)));
    }

    @Test
    void countsAnImpostorPairByBothPeople() {
        int[] first = {0, 0};
        int[] second = {0, 1};
        Interval interval = new PeopleBootstrap(first, second, 2000, 3).interval(new double[] {1, 0}, 0.9);
        assertThat(interval.low()).as("both drawn once: weights 1 and 1").isEqualTo(0.5);
        assertThat(interval.high()).as("only the first drawn").isEqualTo(1);
    }
}
