package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import marginlab.dataset.LabelledImages;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of images as shells, spreadsheets and R write them. */
class ListReaderTest {
    @TempDir
    private Path folder;

    private LabelledImages open(String list) throws IOException {
        for (String name : new String[] {"Lee, Ann/1 a.png", "Bob/2.png"}) {
            Path file = folder.resolve("images").resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, TestImages.plain(8, 0));
        }
        return ListReader.open(folder.resolve("images"), Files.writeString(folder.resolve("images.lst"), list));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lee, Ann/1 a.png 0\nBob/2.png 1\n",
                "Lee, Ann/1 a.png\t0\nBob/2.png\t1\n",
                "Lee, Ann/1 a.png,0\nBob/2.png , 1\n",
                "\"Lee, Ann/1 a.png\" 0\n\"Bob/2.png\" 1\n",
                "\"Lee, Ann/1 a.png\"\t0\nBob/2.png\t\"1\"\n",
                "\"Lee, Ann/1 a.png\",0\nBob/2.png,1\n",
                "\"Lee, Ann/1 a.png\", \"0\"\r\n\"Bob/2.png\",\"1\"\r\n"
            })
    void takesEachImageWithItsLabel(String list) throws IOException {
        try (LabelledImages images = open(list)) {
            assertThat(images.files())
                    .extracting(
                            file -> folder.resolve("images").relativize(file).toString())
                    .containsExactly("Lee, Ann/1 a.png", "Bob/2.png");
            assertThat(IntStream.range(0, 2).map(images::label)).containsExactly(0, 1);
        }
    }

    @Test
    void saysWhichQuoteOrLabelIsMissing() {
        assertThatThrownBy(() -> open("\"Lee, Ann/1 a.png,0\nBob/2.png\nBob/2.png,one\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("images.lst:1")
                .hasMessageContaining("the quote that ends a part")
                .hasMessageContaining("images.lst:2")
                .hasMessageContaining("'path label'")
                .hasMessageContaining("images.lst:3")
                .hasMessageContaining("a whole number as label");
    }
}
