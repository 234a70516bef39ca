package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SyntheticPairsTest {
    private static final SyntheticSpec SPEC = new SyntheticSpec(1, 3, 2, 24, 200);

    @Test
    void hasTheSizesOfTheSetsItMirrors() {
        assertThat(SyntheticPairs.PLAIN.count(SyntheticSpec.DEFAULT)).isEqualTo(6000);
        assertThat(SyntheticPairs.PROFILE.count(SyntheticSpec.DEFAULT)).isEqualTo(7000);
        assertThat(SyntheticPairs.AGE.count(SyntheticSpec.DEFAULT)).isEqualTo(6000);
    }

    @ParameterizedTest
    @EnumSource
    void halfOfEachFoldIsGenuine(SyntheticPairs pairs) {
        int size = pairs.count(SPEC) / 10;
        for (int fold = 0; fold < 10; fold++) {
            int genuine = 0;
            for (int pair = fold * size; pair < (fold + 1) * size; pair++) {
                genuine += pairs.same(SPEC, pair) ? 1 : 0;
            }
            assertThat(genuine).isEqualTo(size / 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsOnePersonOrTwoAsItSays(SyntheticPairs pairs) {
        for (int pair = 0; pair < pairs.count(SPEC); pair++) {
            boolean one = pairs.person(SPEC, pair, 0) == pairs.person(SPEC, pair, 1);
            assertThat(one).isEqualTo(pairs.same(SPEC, pair));
        }
    }

    @Test
    void sharesNobodyBetweenFoldsSetsAndTraining() {
        Set<Long> seen = new HashSet<>();
        for (SyntheticPairs pairs : SyntheticPairs.values()) {
            int size = pairs.count(SPEC) / 10;
            for (int fold = 0; fold < 10; fold++) {
                Set<Long> people = new HashSet<>();
                for (int pair = fold * size; pair < (fold + 1) * size; pair++) {
                    people.add(pairs.face(pairs.person(SPEC, pair, 0)));
                    people.add(pairs.face(pairs.person(SPEC, pair, 1)));
                }
                assertThat(people).hasSize(size / 2).noneMatch(seen::contains);
                seen.addAll(people);
            }
        }
        // Training people are numbered by an int.
        assertThat(seen).allMatch(person -> person > Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void cannotBeSolvedByComparingPixels(SyntheticPairs pairs) {
        double[] cosines = new double[pairs.count(SPEC)];
        for (int pair = 0; pair < pairs.count(SPEC); pair++) {
            cosines[pair] = cosine(pixels(pairs, pair, 0), pixels(pairs, pair, 1));
        }
        int most = 0;
        for (double threshold : cosines) {
            int right = 0;
            for (int pair = 0; pair < pairs.count(SPEC); pair++) {
                right += cosines[pair] >= threshold == pairs.same(SPEC, pair) ? 1 : 0;
            }
            most = Math.max(most, right);
        }
        // The best threshold for the very pairs it is judged by: more than ten folds would give.
        assertThat((double) most / pairs.count(SPEC)).isLessThan(0.70);
    }

    private static byte[] pixels(SyntheticPairs pairs, int pair, int which) {
        return pairs.pixels(SPEC, pairs.person(SPEC, pair, which), which);
    }

    /** Cosine between two images as a network sees them, (x - 127.5) / 128. */
    private static double cosine(byte[] left, byte[] right) {
        double dot = 0;
        double leftSquare = 0;
        double rightSquare = 0;
        for (int i = 0; i < left.length; i++) {
            double a = (left[i] & 0xFF) - 127.5;
            double b = (right[i] & 0xFF) - 127.5;
            dot += a * b;
            leftSquare += a * a;
            rightSquare += b * b;
        }
        return dot / Math.sqrt(leftSquare * rightSquare);
    }
}
