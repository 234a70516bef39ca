package marginlab.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginlab.file.npy.MatrixRows;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTest {
    private static final Templates.Factors ALL = new Templates.Factors(true, true, true);

    @TempDir
    Path folder;

    @Test
    void averagesMediaThenAddsThemThenDividesTheLengthOut() {
        // Template 7: a video of two frames and a still; template 3: one still.
        TemplateImages images = new TemplateImages(new int[] {7, 3, 7, 7}, new int[] {1, 1, 2, 1});
        float[][] plain = {{2, 0}, {0, 5}, {0, 3}, {0, 4}};
        float[][] flipped = {{2, 0}, {0, 5}, {0, 3}, {0, 0}};
        double[] detector = {1, 1, .5, 1};
        // N1 D1 F1: (4, 0) and (0, 4) average to (2, 2); (0, 6) * .5 is (0, 3): the sum is (2, 5).
        assertCosine(2, 5, Templates.pool(MatrixRows.of(plain), MatrixRows.of(flipped), images, detector, ALL));
        // N0 D0 F0: (1, 0) and (0, 1) average to (.5, .5); (0, 1): the sum is (.5, 1.5).
        Templates.Factors none = new Templates.Factors(false, false, false);
        assertCosine(.5, 1.5, Templates.pool(MatrixRows.of(plain), null, images, null, none));
    }

    private static void assertCosine(double x, double y, Templates templates) {
        assertThat(templates.size()).isEqualTo(2);
        double expected = y / Math.sqrt(x * x + y * y); // with template 3, which is (0, 1)
        assertThat(templates.cosine(templates.index(7), templates.index(3), new LaneDot(templates.dimension())))
                .isCloseTo(expected, within(1e-12));
        assertThat(templates.index(5)).isNegative();
    }

    @Test
    void readsTheListsOfTheBenchmark() throws IOException {
        Path list = write("tid_mid.txt", "1.jpg 7 1\n2.jpg 3 1\n3.jpg 7 2\n4.jpg 7 1\n");
        TemplateImages images = TemplateImages.read(list);
        assertThat(images.templateIds()).containsExactly(3, 7);
        assertThat(images.sharers(0)).isEqualTo(2);
        assertThat(images.sharers(2)).isEqualTo(1);
        Path scores = write("score.txt", "1.jpg 1 2 3 4 5 6 7 8 9 10 0.875\n");
        assertThat(TemplateImages.readDetectorScores(scores, list)).containsExactly(.875);
    }

    @Test
    void refusesDetectorScoresOfOtherImages() throws IOException {
        Path list = write("tid_mid.txt", "1.jpg 7 1\n2.jpg 3 1\n");
        Path scores = write("score.txt", "1.jpg 1 2 3 4 5 6 7 8 9 10 0.875\n3.jpg 1 2 3 4 5 6 7 8 9 10 0.9\n");
        refuses(
                () -> TemplateImages.readDetectorScores(scores, list),
                "score.txt:2: found image 3.jpg; expected 2.jpg, as in the same line of");
    }

    @Test
    void namesTheLineThatCannotBeRead() throws IOException {
        Path list = write("tid_mid.txt", "1.jpg 7 1\n2.jpg x 1\n");
        refuses(() -> TemplateImages.read(list), "tid_mid.txt:2: found \"x\"; expected a whole number");
        write("tid_mid.txt", "1.jpg 7 1\n2.jpg x 1\n3.jpg 7\n");
        refuses(() -> TemplateImages.read(list), "tid_mid.txt:3: found \"3.jpg 7\"");
        Path narrow = write("narrow.txt", "1.jpg 7\n");
        refuses(() -> TemplateImages.read(narrow), "narrow.txt:1: found \"1.jpg 7\"; expected IMAGE TEMPLATE MEDIUM");
        Path scores = write("score.txt", "1.jpg 1 2 3 4 5 6 7 8 9 10 -1\n");
        Path image = write("image.txt", "1.jpg 7 1\n");
        refuses(() -> TemplateImages.readDetectorScores(scores, image), "score.txt:1: found detector score -1");
        refuses(() -> TemplateImages.read(folder.resolve("none")), "found no such file");
    }

    @Test
    void namesEmbeddingsWithoutDirection() {
        TemplateImages images = new TemplateImages(new int[] {7, 3}, new int[] {1, 1});
        MatrixRows rows = MatrixRows.of(new float[][] {{1, 0}, {Float.NaN, 1}});
        refuses(
                () -> Templates.pool(rows, null, images, null, new Templates.Factors(true, false, false)),
                "embeddings row 1: found NaN, infinity or zeros alone");
    }

    @Test
    void namesAllRowsWithoutDirection() {
        TemplateImages images = new TemplateImages(new int[] {7, 3, 3, 7}, new int[] {1, 1, 1, 1});
        MatrixRows rows = MatrixRows.of(new float[][] {{0, 0}, {1, 0}, {Float.NaN, 1}, {1, Float.NEGATIVE_INFINITY}});
        refuses(
                () -> Templates.pool(rows, null, images, null, new Templates.Factors(true, false, false)),
                "embeddings rows 0, 2, 3: found NaN, infinity or zeros alone");
    }

    @Test
    void namesATemplateThatCancelsOut() {
        TemplateImages images = new TemplateImages(new int[] {7, 7}, new int[] {1, 2});
        MatrixRows rows = MatrixRows.of(new float[][] {{1, 0}, {-1, 0}});
        refuses(
                () -> Templates.pool(rows, null, images, null, new Templates.Factors(true, false, false)),
                "template 7: found images that cancel to zero");
    }

    @Test
    void refusesAnotherNumberOfRowsThanImages() {
        TemplateImages images = new TemplateImages(new int[] {7, 3}, new int[] {1, 1});
        MatrixRows one = MatrixRows.of(new float[][] {{1, 0}});
        refuses(
                () -> Templates.pool(one, null, images, null, new Templates.Factors(true, false, false)),
                "embeddings: found 1 rows; expected 2, one for each line of the image list");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void refuses(Runnable action, String message) {
        assertThatThrownBy(action::run).isInstanceOf(ProblemException.class).hasMessageContaining(message);
    }
}
