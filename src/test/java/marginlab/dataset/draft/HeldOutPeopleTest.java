package marginlab.dataset.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldOutPeopleTest {
    /** Images {@code 1000 * person + i}, so that an image tells whose it is. */
    private static List<List<Integer>> people(int... images) {
        List<List<Integer>> people = new ArrayList<>();
        for (int person = 0; person < images.length; person++) {
            int first = 1000 * person;
            people.add(IntStream.range(first, first + images[person]).boxed().toList());
        }
        return people;
    }

    private static HeldOutPeople draw(List<List<Integer>> people, long seed) {
        return HeldOutPeople.draw("faces", people, seed);
    }

    @ParameterizedTest
    @CsvSource({"40, 2, 20, 40", "500, 3, 100, 600", "5000, 5, 600, 6000", "60, 14, 20, 1120"})
    void oneInFiveIsHeldOut(int count, int each, int held, int pairs) {
        HeldOutPeople drawn =
                draw(people(IntStream.generate(() -> each).limit(count).toArray()), 1);

        assertThat(drawn.count()).isEqualTo(held);
        assertThat(drawn.pairs()).hasSize(pairs).doesNotHaveDuplicates();
        assertThat(drawn.isDisjoint()).isTrue();
    }

    @Test
    void foldsAreBalancedAndShareNobody() {
        int[] images = IntStream.range(0, 200).map(i -> 1 + i * i % 23).toArray();
        HeldOutPeople drawn = draw(people(images), 7);

        int each = drawn.pairs().size() / 10;
        assertThat(drawn.pairs().size() % 20).isZero();
        Set<Integer> before = new HashSet<>();
        for (int fold = 0; fold < 10; fold++) {
            List<HeldOutPeople.HeldOutPair> pairs = drawn.pairs().subList(fold * each, (fold + 1) * each);
            Set<Integer> people = new HashSet<>();
            pairs.forEach(pair -> people.addAll(List.of(pair.left() / 1000, pair.right() / 1000)));
            assertThat(people)
                    .allSatisfy(person -> assertThat(before.add(person)).isTrue());
            assertThat(pairs.stream().filter(HeldOutPeople.HeldOutPair::isSame)).hasSize(each / 2);
            assertThat(pairs)
                    .allSatisfy(pair -> assertThat(pair.left() / 1000 == pair.right() / 1000)
                            .isEqualTo(pair.isSame()))
                    .allSatisfy(pair -> assertThat(pair.left()).isNotEqualTo(pair.right()));
        }
        assertThat(before)
                .allSatisfy(person -> assertThat(drawn.people().get(person)).isTrue());
    }

    @Test
    void aSeedDecides() {
        List<List<Integer>> people =
                people(IntStream.generate(() -> 4).limit(100).toArray());

        assertThat(draw(people, 3)).isEqualTo(draw(people, 3));
        assertThat(draw(people, 3).people()).isNotEqualTo(draw(people, 4).people());
    }

    @Test
    void aFewPeopleShareFolds() {
        HeldOutPeople drawn = draw(people(9, 9, 9, 9), 1);

        assertThat(drawn.count()).isEqualTo(2);
        assertThat(drawn.isDisjoint()).isFalse();
        assertThat(drawn.pairs().size() % 20).isZero();
        for (int fold = 0; fold < 10; fold++) {
            int each = drawn.pairs().size() / 10;
            assertThat(drawn.pairs().subList(fold * each, (fold + 1) * each).stream()
                            .filter(HeldOutPeople.HeldOutPair::isSame))
                    .hasSize(each / 2);
        }
    }

    @Test
    void tooFewAreRefused() {
        assertThatThrownBy(() -> draw(people(9, 9, 9, 1, 1), 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("found 3 people with two images or more that can be read, of 5 in all");
        assertThatThrownBy(() -> draw(people(2, 2, 2, 2), 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("fewer than 10 pairs");
    }
}
