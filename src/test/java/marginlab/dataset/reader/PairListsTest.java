package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import marginlab.dataset.LabelledImages;
import marginlab.dataset.VerificationSet;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PairListsTest {
    @TempDir
    private Path folder;

    private Path images;

    @BeforeEach
    void makesImages() throws IOException {
        images = folder.resolve("images");
        for (int i = 1; i <= 9; i++) {
            write("images/" + i + ".jpg", String.valueOf(i));
        }
    }

    @Test
    void readsColumns() throws IOException {
        Path list = write("list.txt", "1.jpg 2.jpg 1\n1.jpg\t3.jpg\t0\r\n");
        try (VerificationSet set = PairLists.columns(images, list)) {
            assertThat(set.same()).containsExactly(true, false);
            assertThat(set.images().size()).isEqualTo(3);
        }
    }

    @Test
    void saysWhichLineOfTheColumnsIsWrong() throws IOException {
        for (String line :
                new String[] {"1.jpg 2.jpg", "1.jpg 2.jpg 2", "1.jpg 99.jpg 1", "1.jpg ../x 0", "1.jpg /x 0"}) {
            Path list = write("list.txt", "1.jpg 2.jpg 1\n" + line + "\n");
            assertThatThrownBy(() -> PairLists.columns(images, list))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(list + ":2: found '" + line + "'");
        }
        Path empty = write("empty.txt", "\n");
        assertThatThrownBy(() -> PairLists.columns(images, empty)).hasMessageContaining("no pairs");
    }

    @Test
    void putsCrossLfwIntoFoldsOfBothKinds() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 800; i++) {
            // As in CALFW, genuine pairs are labelled with their fold.
            String label = i < 400 ? String.valueOf(1 + i / 40) : "0";
            lines.append(String.format(Locale.ROOT, "1.jpg %s%n%d.jpg %s%n", label, 2 + i / 400, label));
        }
        try (VerificationSet set = PairLists.crossLfw(images, write("calfw.txt", lines.toString()))) {
            boolean[] same = set.same();
            assertThat(IntStream.range(0, 800).filter(i -> same[i]).count()).isEqualTo(400);
            assertThat(IntStream.range(0, 300).allMatch(i -> same[i])).isTrue();
            assertThat(IntStream.range(300, 600).noneMatch(i -> same[i])).isTrue();
            assertThat(IntStream.range(600, 700).allMatch(i -> same[i])).isTrue();
            assertThat(content(set, set.right()[0])).isEqualTo("2");
            assertThat(content(set, set.right()[300])).isEqualTo("3");
        }
    }

    @Test
    void saysWhatIsWrongWithCrossLfw() throws IOException {
        Path odd = write("odd.txt", "1.jpg 1\n2.jpg 1\n3.jpg 0\n");
        assertThatThrownBy(() -> PairLists.crossLfw(images, odd)).hasMessageContaining(odd + ":3");
        Path mixed = write("mixed.txt", "1.jpg 1\n2.jpg 0\n");
        assertThatThrownBy(() -> PairLists.crossLfw(images, mixed))
                .hasMessageContaining("the same answer on both lines");
        Path uneven = write("uneven.txt", "1.jpg 1\n2.jpg 1\n");
        assertThatThrownBy(() -> PairLists.crossLfw(images, uneven))
                .hasMessageContaining("1 genuine pairs and 0 impostors");
    }

    @Test
    void namesAllImagesThatAreNotThere() throws IOException {
        Path cross = write("cross.txt", "10.jpg 1\n1.jpg 1\n2.jpg 0\n11.jpg 0\n");
        assertThatThrownBy(() -> PairLists.crossLfw(images, cross))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(cross + ":1")
                .hasMessageContaining("not " + images.resolve("10.jpg"))
                .hasMessageContaining(cross + ":4")
                .hasMessageContaining("not " + images.resolve("11.jpg"));
        Path protocol = cfp();
        Files.delete(folder.resolve("cfp/Data/p2.jpg"));
        Files.delete(folder.resolve("cfp/Data/p3.jpg"));
        assertThatThrownBy(() -> PairLists.cfp(protocol, "FP"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("01/same.txt:1")
                .hasMessageContaining("10/diff.txt:1");
    }

    @Test
    void readsTheFoldersOfCfp() throws IOException {
        Path protocol = cfp();
        try (VerificationSet set = PairLists.cfp(protocol, "FP")) {
            assertThat(set.pairs()).isEqualTo(20);
            assertThat(set.same()).startsWith(true, false, true, false);
            assertThat(content(set, set.left()[0])).isEqualTo("frontal 1");
            assertThat(content(set, set.right()[0])).isEqualTo("profile 2");
        }
        try (VerificationSet set = PairLists.cfp(protocol, "FF")) {
            assertThat(content(set, set.right()[1])).isEqualTo("frontal 3");
        }
    }

    @Test
    void saysWhatIsWrongWithCfp() throws IOException {
        Path protocol = cfp();
        Path split = write("cfp/Protocol/Split/FP/03/same.txt", "1,4\n");
        assertThatThrownBy(() -> PairLists.cfp(protocol, "FP"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(split + ":1: found '1,4'; expected numbers up to 3");
        Path list = write("cfp/Protocol/Pair_list_P.txt", "1 ../Data/p1.jpg\n3 ../Data/p3.jpg\n");
        assertThatThrownBy(() -> PairLists.cfp(protocol, "FP"))
                .hasMessageContaining(list + ":2")
                .hasMessageContaining("with number 2");
        write("cfp/Protocol/Pair_list_P.txt", "1 ../../outside.jpg\n");
        assertThatThrownBy(() -> PairLists.cfp(protocol, "FP")).hasMessageContaining("names of files inside");
    }

    @Test
    void trainsOnAListOfImages() throws IOException {
        Path list = write("train.txt", "1.jpg 0\n2.jpg 1\n3.jpg 0\n");
        try (LabelledImages faces = ListReader.open(images, list)) {
            assertThat(faces.identities()).isEqualTo(2);
            assertThat(faces.label(2)).isZero();
            assertThat(faces.encoded(1)).isEqualTo("2".getBytes(StandardCharsets.UTF_8));
        }
        for (String line : new String[] {"1.jpg", "1.jpg x", "1.jpg -1", "1.jpg 5", "../1.jpg 0"}) {
            Path wrong = write("wrong.txt", "1.jpg 0\n" + line + "\n");
            assertThatThrownBy(() -> ListReader.open(images, wrong))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(wrong + ":2");
        }
        Path many = write("many.txt", "1.jpg 0\n2.jpg\n1.jpg 0\n3.jpg x\n");
        assertThatThrownBy(() -> ListReader.open(images, many))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(many + ":2")
                .hasMessageContaining(many + ":4");
        Path gap = write("gap.txt", "1.jpg 0\n2.jpg 2\n3.jpg 2\n");
        assertThatThrownBy(() -> ListReader.open(images, gap)).hasMessageContaining("no image of label 1");
    }

    private Path cfp() throws IOException {
        for (int i = 1; i <= 3; i++) {
            write("cfp/Data/f" + i + ".jpg", "frontal " + i);
            write("cfp/Data/p" + i + ".jpg", "profile " + i);
        }
        write("cfp/Protocol/Pair_list_F.txt", "1 ../Data/f1.jpg\n2 ../Data/f2.jpg\n3 ../Data/f3.jpg\n");
        write("cfp/Protocol/Pair_list_P.txt", "1 ../Data/p1.jpg\n2 ../Data/p2.jpg\n3 ../Data/p3.jpg\n");
        for (int fold = 1; fold <= 10; fold++) {
            for (String kind : new String[] {"FF", "FP"}) {
                String split = String.format(Locale.ROOT, "cfp/Protocol/Split/%s/%02d/", kind, fold);
                write(split + "same.txt", "1,2\n");
                write(split + "diff.txt", "1,3\n");
            }
        }
        return folder.resolve("cfp/Protocol");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static String content(VerificationSet set, int i) {
        return new String(set.images().encoded(i), StandardCharsets.UTF_8);
    }
}
