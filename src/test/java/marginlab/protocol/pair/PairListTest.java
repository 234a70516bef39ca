package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairListTest {
    @TempDir
    private Path folder;

    /** More than two pieces, and not a whole number of them. */
    @Test
    void keepsAllPairsOfALongListInOrder() throws IOException {
        int count = 9000;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i % 701).append(' ').append(i * 7 % 701).append(i % 3 == 0 ? " 1\n" : " 0\n");
        }

        PairList list = PairList.read(Files.writeString(folder.resolve("pairs.txt"), text), 701);

        assertThat(list.same()).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(list.left()[i]).isEqualTo(i % 701);
            assertThat(list.right()[i]).isEqualTo(i * 7 % 701);
            assertThat(list.same()[i]).isEqualTo(i % 3 == 0);
        }
    }

    @Test
    void namesUnsoundRowsByTheirNumberInTheMatrix() {
        PairList list = new PairList(new int[] {4, 2}, new int[] {5, 4}, new boolean[] {true, false});
        float[][] rows = {{1, 0}, {0, 0}, {0, 0}, {1, 1}, {1, 2}, {Float.NaN, 1}};

        assertThatThrownBy(() -> list.of(rows, null))
                .isInstanceOf(ProblemException.class)
                .as("row 1 is in no pair")
                .hasMessageContaining("embeddings rows 2, 5: found NaN, infinity or zeros alone");
    }
}
