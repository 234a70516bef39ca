package marginlab.protocol.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedPairListTest {
    @TempDir
    private Path folder;

    @Test
    void readsLfwsOwnListForRowsThatArePairs() throws IOException {
        PairList pairs = NamedPairList.read(
                list("1\t2\nAbel_Pacheco\t1\t4\nAkhmed_Zakayev\t1\t3\n"
                        + "Abel_Pacheco\t1\tAkhmed_Zakayev\t3\nA_B\t1\tC_D\t2\n"),
                8);

        assertThat(pairs.left()).containsExactly(0, 2, 4, 6);
        assertThat(pairs.right()).containsExactly(1, 3, 5, 7);
        assertThat(pairs.same()).containsExactly(true, true, false, false);
    }

    /** Six images: Abel 1 and 4, Akhmed 1 and 3, A_B 1, C_D 2. */
    @Test
    void readsTheSameListForRowsThatAreImages() throws IOException {
        PairList pairs = NamedPairList.read(
                list("1\t2\nAbel_Pacheco\t1\t4\nAkhmed_Zakayev\t1\t3\n"
                        + "Abel_Pacheco\t1\tAkhmed_Zakayev\t3\nA_B\t1\tC_D\t2\n"),
                6);

        assertThat(pairs.left()).containsExactly(0, 2, 0, 4);
        assertThat(pairs.right()).containsExactly(1, 3, 3, 5);
    }

    @Test
    void readsWhatUnpackWrites() throws IOException {
        PairList pairs = NamedPairList.read(list("00000.jpg\t00001.jpg\t1\n00000.jpg\t00002.jpg\t0\n"), 3);

        assertThat(pairs.left()).containsExactly(0, 0);
        assertThat(pairs.right()).containsExactly(1, 2);
        assertThat(pairs.same()).containsExactly(true, false);
    }

    @Test
    void knowsAListOfRows() throws IOException {
        assertThat(NamedPairList.isMeant(list("0 1 1\n2 3 0\n"))).isFalse();
        assertThat(NamedPairList.isMeant(list("10\t300\nA 1 2\n"))).isTrue();
        assertThat(NamedPairList.isMeant(list("a.jpg b.jpg 1\n"))).isTrue();
        assertThat(NamedPairList.isMeant(list(""))).isFalse();
    }

    @Test
    void namesTheLineAndTheCountsThatDoNotFit() throws IOException {
        Path broken = list("a.jpg b.jpg 1\na.jpg b.jpg 2\n");
        assertThatThrownBy(() -> NamedPairList.read(broken, 2))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("pairs.txt:2");
        Path few = list("a.jpg b.jpg 1\na.jpg c.jpg 0\n");
        assertThatThrownBy(() -> NamedPairList.read(few, 5))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("2 pairs of 3 images for 5 embeddings");
    }

    private Path list(String text) throws IOException {
        return Files.writeString(folder.resolve("pairs.txt"), text);
    }
}
