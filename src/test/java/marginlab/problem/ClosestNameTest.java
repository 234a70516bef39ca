package marginlab.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClosestNameTest {
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "scale, scael, 1", "abc, ABC, 0", "'', abc, 3", "lfw, cfp, 2"})
    void countsInsertionsDeletionsSubstitutionsAndSwaps(String a, String b, int distance) {
        assertThat(ClosestName.distance(a, b)).isEqualTo(distance);
        assertThat(ClosestName.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void suggestsOnlyWhatIsNear() {
        List<String> known = List.of("scale", "schedule.rate", "lfw");

        assertThat(ClosestName.of("sclae", known)).hasValue("scale");
        assertThat(ClosestName.of("momentum", known)).isEmpty();
        assertThat(ClosestName.hint("momentum", known)).isEqualTo("Known: scale, schedule.rate, lfw");
        assertThat(ClosestName.of("x".repeat(100_000), known)).isEmpty();
    }
}
