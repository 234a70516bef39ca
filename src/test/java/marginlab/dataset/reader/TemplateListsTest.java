package marginlab.dataset.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.dataset.TemplateSet;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemplateListsTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheListsOfMegaFace() throws IOException {
        Path probes = write(
                "lists/facescrub_features_list.json",
                "{\"path\": [\"A/1.png\", \"B/1.png\", \"A/2.png\"],"
                        + " \"id\": [\"A\", \"B\", \"A\"], \"more\": {}}");
        write("lists/megaface_features_list.json_1000000_1", "{\"path\": [\"1/2.jpg\"], \"id\": [\"A\"]}");
        try (TemplateSet set = MegaFaceLists.open(folder.resolve("images"), folder.resolve("lists"))) {
            assertThat(set.subjects()).containsExactly(0, 1, 0, -1);
            assertThat(set.images().name(3))
                    .isEqualTo(folder.resolve("images/megaface/1/2.jpg").toString());
        }
        for (String wrong : new String[] {
            "{\"path\": [\"A/1.png\"], \"id\": []}",
            "{\"path\": [\"A/1.png\"], \"path\": [\"A/2.png\"], \"id\": [\"A\"]}",
            "{\"path\": [[[[\"A\"]]]], \"id\": [\"A\"]}",
            "{\"path\": [\"../../A.png\"], \"id\": [\"A\"]}",
            "[]",
            ""
        }) {
            write("lists/facescrub_features_list.json", wrong);
            assertThatThrownBy(() -> MegaFaceLists.open(folder.resolve("images"), folder.resolve("lists")))
                    .as(wrong)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(probes.toString());
        }
    }

    /** As R and spreadsheets write them; a name may hold a comma. */
    @Test
    void readsListsInQuotes() throws IOException {
        write("images/Lee, Ann.png", "a");
        Path csv = write(
                "list.csv",
                "\uFEFF\"Image\",\"template\",\"media\",\"subject\"\r\n\"Lee, Ann.jpg\",\"1\",\"0\",\"3\"\r\n");
        try (TemplateSet set = TemplateLists.csv(folder.resolve("images"), csv)) {
            assertThat(set.subjects()).containsExactly(3);
            assertThat(new String(set.images().encoded(0), StandardCharsets.UTF_8))
                    .isEqualTo("a");
        }
        write("frames/A/1.jpg", "a");
        write("frames/B/1.jpg", "b");
        Path splits = write("splits.txt", "split, pair, first, second, same\n1, 1, \"A\", \"B\", \"0\"\n");
        try (TemplateSet set = TemplateLists.ytf(folder.resolve("frames"), splits)) {
            assertThat(set.templates()).containsExactly("A", "B");
        }
        Path names = write("names.txt", "\"Lee, Ann.png\"\n");
        try (TemplateSet set = TemplateLists.names(folder.resolve("images"), names)) {
            assertThat(set.templates()).containsExactly("Lee, Ann.png");
        }
    }

    @Test
    void takesTheLongestOfTheListsOfMegaFace() throws IOException {
        write("lists/facescrub_features_list.json", "{\"path\": [\"A/1.png\"], \"id\": [\"A\"]}");
        write("lists/facescrub_uncropped_features_list.json", "none of it");
        for (String kind : List.of("10_1", "1000000_2", "1000000_10", "1000000_1", "100_1")) {
            write("lists/megaface_features_list.json_" + kind, "{\"path\": [\"" + kind + ".jpg\"], \"id\": [1]}");
        }
        try (TemplateSet set = MegaFaceLists.open(folder.resolve("images"), folder.resolve("lists"))) {
            assertThat(set.images().name(1))
                    .isEqualTo(folder.resolve("images/megaface/1000000_1.jpg").toString());
        }
        write("lists/megaface_features_list.json", "{\"path\": [\"own.jpg\"], \"id\": [1]}");
        try (TemplateSet set = MegaFaceLists.open(folder.resolve("images"), folder.resolve("lists"))) {
            assertThat(set.images().name(1)).endsWith("own.jpg");
        }
        Path none = Files.createDirectories(folder.resolve("none"));
        Files.copy(folder.resolve("lists/facescrub_features_list.json"), none.resolve("facescrub_features_list.json"));
        assertThatThrownBy(() -> MegaFaceLists.open(folder.resolve("images"), none))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no list of distractors");
    }

    @Test
    void readsTheListsOfIqiyiVid() throws IOException {
        write("frames/VAL_1/1.jpg", "a");
        write("frames/VAL_1/2.jpg", "b");
        write("frames/VAL_2/1.jpg", "c");
        Path list = write("val.txt", "VAL_1.mp4 12\nVAL_2.mp4 -1\n");
        try (TemplateSet set = TemplateLists.videos(folder.resolve("frames"), list)) {
            assertThat(set.templates()).containsExactly("VAL_1.mp4", "VAL_2.mp4");
            assertThat(set.template()).containsExactly(0, 0, 1);
            assertThat(set.subjects()).containsExactly(12, -1);
        }
        for (String line : new String[] {"VAL_1.mp4 1", "VAL_2.mp4", "VAL_2.mp4 x", "VAL_3.mp4 1", "../VAL_2.mp4 1"}) {
            write("val.txt", "VAL_1.mp4 1\n" + line + "\n");
            assertThatThrownBy(() -> TemplateLists.videos(folder.resolve("frames"), list))
                    .as(line)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(list + ":2");
        }
    }

    @Test
    void readsTheListOfTrillionPairs() throws IOException {
        Path list = write("testdata_lst.txt", "0/a b.jpg\n1/c.jpg\n");
        try (TemplateSet set = TemplateLists.names(folder, list)) {
            assertThat(set.images().name(0))
                    .isEqualTo(folder.resolve("0/a b.jpg").toString());
            assertThat(set.subjects()).containsExactly(-1, -1);
        }
        write("testdata_lst.txt", "1.jpg\n1.jpg\n");
        assertThatThrownBy(() -> TemplateLists.names(folder, list)).hasMessageContaining(list + ":2");
    }

    @Test
    void readsTheSplitsOfYtf() throws IOException {
        write("frames/Ada/0/0.1.jpg", "a1");
        write("frames/Ada/0/0.2.jpg", "a2");
        write("frames/Bo/1/1.1.jpg", "b");
        Path splits = write(
                "splits.txt",
                "split number, pair number, first name, second name, is same\r\n"
                        + "1, 1, Ada/0, Bo/1, 0\r\n1, 2, Ada/0, Ada/0, 1\r\n");
        Path unnumbered = write("unnumbered.txt", "1, Ada/0, Bo/1, 0\n1, Ada/0, Ada/0, 1\n");
        for (Path list : List.of(splits, unnumbered)) {
            try (TemplateSet set = TemplateLists.ytf(folder.resolve("frames"), list)) {
                assertThat(set.templates()).containsExactly("Ada/0", "Bo/1");
                assertThat(set.template()).containsExactly(0, 0, 1);
                assertThat(set.left()).containsExactly(0, 0);
                assertThat(set.right()).containsExactly(1, 0);
                assertThat(set.same()).containsExactly(false, true);
            }
        }
        Path missing = write("missing.txt", "titles\n1, Ada/0, Bo/2, 0\n");
        assertThatThrownBy(() -> TemplateLists.ytf(folder.resolve("frames"), missing))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(missing + ":2");
        Path outside = write("outside.txt", "titles\n1, ../x, Bo/1, 0\n");
        assertThatThrownBy(() -> TemplateLists.ytf(folder.resolve("frames"), outside))
                .hasMessageContaining(outside + ":2");
    }

    @Test
    void readsProbesAndDistractorsOfACsv() throws IOException {
        Path list =
                write("list.csv", "\uFEFFimage,template,media,subject\r\np/1.jpg,probe 1,0,5\r\nd/1.jpg,d1,0,-1\r\n");
        try (TemplateSet set = TemplateLists.csv(folder, list)) {
            assertThat(set.templates()).containsExactly("probe 1", "d1");
            assertThat(set.subjects()).containsExactly(5, -1);
            assertThat(set.same()).isEmpty();
        }
        for (String line : new String[] {
            "a.jpg,t,0",
            "a.jpg,,0,1",
            "a.jpg,t,-1,1",
            "a.jpg,t,0,-2",
            "a.jpg,t,0,x",
            "../a.jpg,t,0,1",
            "b.jpg,u,0,1",
            "c.jpg,v,0,2"
        }) {
            Path wrong = write("wrong.csv", "image,template,media,subject\nb.jpg,u,0,1\nd.jpg,v,0,1\n" + line + "\n");
            assertThatThrownBy(() -> TemplateLists.csv(folder, wrong))
                    .as(line)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(wrong + ":4");
        }
        Path untitled = write("untitled.csv", "a.jpg,t,0,1\n");
        assertThatThrownBy(() -> TemplateLists.csv(folder, untitled)).hasMessageContaining(untitled + ":1");
    }

    @Test
    void tellsAllFaultyLinesAtOnce() throws IOException {
        Path splits = write("splits.txt", "titles\n1, Ada/0, Bo/2, 0\n1, Ada/1, Bo/2, 0\n");
        assertThatThrownBy(() -> TemplateLists.ytf(folder.resolve("frames"), splits))
                .hasMessageContaining(splits + ":2")
                .hasMessageContaining(splits + ":3");
    }

    @Test
    void countsTheMissingImagesOfASetAndNamesTheFirst() throws IOException {
        write("30.jpg", "there");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i <= 30; i++) {
            names.append(i).append(".jpg\n");
        }
        try (TemplateSet set = TemplateLists.names(folder, write("names.txt", names.toString()))) {
            List<Problem> missing = set.images().missing();
            assertThat(missing).hasSize(21);
            assertThat(missing.get(19).place())
                    .isEqualTo(folder.resolve("19.jpg").toString());
            assertThat(missing.get(20).toString()).startsWith("and 10 more: found 30 of 31 images that are not there");
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    @Test
    void refusesAStringOfMegaFaceWithoutEnd() throws IOException {
        write("lists/megaface_features_list.json", "{}");
        String many = "1,".repeat(10_000) + "1";
        Path probes =
                write("lists/facescrub_features_list.json", "{\"path\": [\"\\\"a, b\\\\\"], \"id\": [" + many + "]}");
        assertThatThrownBy(() -> MegaFaceLists.open(folder, folder.resolve("lists")))
                .hasMessageContaining(probes + ": found 1 paths and 10001 ids");
        for (String start : new String[] {"{\"path\": [\"", "{\"", "{\"path\": [\"\\\""}) {
            write("lists/facescrub_features_list.json", start + "1,".repeat(10_000));
            assertThatThrownBy(() -> MegaFaceLists.open(folder, folder.resolve("lists")))
                    .as(start)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("a string or number of more than 4096 characters");
        }
    }
}
