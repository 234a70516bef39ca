package marginlab.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import marginlab.file.npy.MatrixRows;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.MadeUpEmbeddings;
import marginlab.protocol.pair.NearestRocPoint;
import marginlab.protocol.pair.ScoreSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates of one image each, so that every score can be computed in a plain loop. */
class IjbTest {
    private static final Templates.Factors FACTORS = new Templates.Factors(true, false, false);
    private static final int COUNT = 90;

    @TempDir
    Path folder;

    private final float[][] rows = new float[COUNT][];
    private final int[] subject = IntStream.range(0, COUNT).map(i -> i % 30).toArray();
    private final Templates templates = templates();

    private Templates templates() {
        MadeUpEmbeddings faces = new MadeUpEmbeddings(31);
        for (int i = 0; i < COUNT; i++) {
            rows[i] = MadeUpEmbeddings.floats(i < 30 ? faces.row(6) : faces.near(doubles(rows[i % 30]), 1.2));
        }
        int[] ids = IntStream.range(0, COUNT).map(i -> 1000 + i).toArray();
        return Templates.pool(MatrixRows.of(rows), null, new TemplateImages(ids, new int[COUNT]), null, FACTORS);
    }

    @Test
    void scoresEveryPairOfTheList() throws IOException {
        StringBuilder list = new StringBuilder();
        double[] genuine = new double[90];
        double[] impostor = new double[COUNT * (COUNT - 1) / 2 - 90];
        int g = 0;
        int n = 0;
        for (int i = 0; i < COUNT; i++) {
            for (int j = 0; j < i; j++) {
                boolean same = subject[i] == subject[j];
                list.append(1000 + i).append(n % 2 == 0 ? " " : "\t").append(1000 + j);
                list.append(same ? ",1" : " 0").append(n % 3 == 0 ? "\r\n" : "\n");
                if (same) {
                    genuine[g++] = cosine(i, j);
                } else {
                    impostor[n++] = cosine(i, j);
                }
            }
        }
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), list);
        ProtocolOutcome outcome = IjbVerification.score("ijb-c", templates, pairs, FACTORS);
        assertThat(outcome.variant()).isEqualTo("ijb-11(N1D0F0)");
        Arrays.sort(genuine);
        Arrays.sort(impostor);
        double[] expected = NearestRocPoint.rates(genuine, impostor, 1e-1, 1e-2, 1e-3);
        assertThat(outcome.metrics())
                .containsEntry("tar@far=1e-1", expected[0])
                .containsEntry("tar@far=1e-2", expected[1])
                .containsEntry("tar@far=1e-3", expected[2])
                .doesNotContainKey("tar@far=1e-4");
        assertThat(outcome.notes()).contains("no tar@far=1e-4: 3915 impostor and 90 genuine pairs are too few to tell");
    }

    @Test
    void namesTheLineOfAPairThatCannotBeRead() throws IOException {
        refusesPairs("1000 1001 0\n1000 1002\n", "pairs.txt:2: found an end of line; expected A B 0|1");
        refusesPairs("1000 1001 0\n\n1000 x 1\n", "pairs.txt:3: found 'x'");
        refusesPairs("1000 1001 2\n", "pairs.txt:1: found label 2");
        refusesPairs("1000 1001 1 7\n", "pairs.txt:1: found '7' after the label");
        refusesPairs("1000 99999999999 1\n", "a number above 2147483647");
        refusesPairs("1000 5 1\n", "pairs.txt: found template 5 without images");
        refusesPairs("1000 5 1\n7 1001 0\n1000 1001 1\n9 7 0\n", "found templates 5, 7, 9 without images");
        refusesPairs("", "found no pairs");
    }

    private void refusesPairs(String list, String message) throws IOException {
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), list);
        assertThatThrownBy(() -> IjbVerification.score("ijb-c", templates, pairs, FACTORS))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsBlocksThatEndWithinALine() throws IOException {
        StringBuilder list = new StringBuilder();
        long genuine = 0;
        int pairs = 200_000; // 2 MB: more than a buffer of the file, and than a piece of its pairs
        for (int i = 0; i < pairs; i++) {
            int one = (i * 7) % COUNT;
            int other = (i * 31 + i / COUNT) % COUNT;
            boolean same = subject[one] == subject[other];
            genuine += same ? 1 : 0;
            list.append(1000 + one).append(' ').append(1000 + other).append(same ? " 1\n" : " 0\n");
        }
        Path file = Files.writeString(folder.resolve("pairs.txt"), list);
        ScoreSplit scores = TemplateScores.of(templates, file);
        assertThat(scores.genuine()).hasSize((int) genuine);
        assertThat(scores.impostor()).hasSize(pairs - (int) genuine);
        double sum = 0;
        for (int i = 0; i < pairs; i++) {
            sum += cosine((i * 7) % COUNT, (i * 31 + i / COUNT) % COUNT);
        }
        assertThat(Arrays.stream(scores.genuine()).sum()
                        + Arrays.stream(scores.impostor()).sum())
                .isCloseTo(sum, within(1e-8));
    }

    @Test
    void searchesBothGalleries() {
        // Subjects 0 to 14 in the first gallery, 15 to 24 in the second; 25 to 29 in none.
        int[][] galleries = {
            IntStream.range(0, 15).toArray(), IntStream.range(15, 25).toArray()
        };
        int[] probes = IntStream.range(30, COUNT).toArray();
        double[] rank = new double[11];
        double[] tpir = new double[2];
        for (int[] gallery : galleries) {
            double[] strangers = Arrays.stream(probes)
                    .filter(p -> Arrays.stream(gallery).noneMatch(t -> t == subject[p]))
                    .mapToDouble(p -> Arrays.stream(gallery)
                            .mapToDouble(t -> cosine(p, t))
                            .max()
                            .getAsDouble())
                    .sorted()
                    .toArray();
            int[] mated = Arrays.stream(probes)
                    .filter(p -> Arrays.stream(gallery).anyMatch(t -> t == subject[p]))
                    .toArray();
            for (int p : mated) {
                double mate = cosine(p, subject[p]);
                long ahead = Arrays.stream(gallery)
                        .filter(t -> t != subject[p] && cosine(p, t) >= mate)
                        .count();
                for (int k = 1; k <= 10; k++) {
                    rank[k] += ahead < k ? 0.5 / mated.length : 0;
                }
                // The reference's index from the top: int(n * fpir) - 1.
                double tenth = strangers[strangers.length - (int) (strangers.length * .1)];
                tpir[0] += ahead == 0 && mate > tenth ? 0.5 / mated.length : 0;
            }
        }
        ProtocolOutcome outcome = IjbIdentification.score(
                "ijb-c",
                templates,
                List.of(list(galleries[0]), list(galleries[1])),
                list(probes),
                FACTORS,
                new JavaMatrixProduct());
        assertThat(outcome.metrics()).containsOnlyKeys("rank-1", "rank-5", "rank-10", "tpir@fpir=1e-1");
        assertThat(outcome.metrics().get("rank-1")).isBetween(.2, .95).isCloseTo(rank[1], within(1e-12));
        assertThat(outcome.metrics().get("rank-5")).isCloseTo(rank[5], within(1e-12));
        assertThat(outcome.metrics().get("rank-10")).isCloseTo(rank[10], within(1e-12));
        assertThat(outcome.metrics().get("tpir@fpir=1e-1")).isCloseTo(tpir[0], within(1e-12));
        assertThat(outcome.notes()).contains("no tpir@fpir=1e-2: 30 probes without a mate are too few to tell");
    }

    @Test
    void readsTemplatesAndSubjects() throws IOException {
        Path file = folder.resolve("gallery.csv");
        Files.writeString(file, "TEMPLATE_ID,SUBJECT_ID,FILENAME\n7,1,a.jpg\n7,1,b.jpg\n3,2,c.jpg\n");
        SubjectList list = SubjectList.read(file);
        assertThat(list.templates()).containsExactly(7, 3);
        assertThat(list.subjects()).containsExactly(1, 2);
        Files.writeString(file, "template,subject\n7,1\n7,2\n");
        assertThatThrownBy(() -> SubjectList.read(file))
                .hasMessageContaining("gallery.csv:3: found template 7 of subject 2; expected subject 1 as before");
        Files.writeString(file, "template,subject\n7\n7,x\n");
        assertThatThrownBy(() -> SubjectList.read(file))
                .hasMessageContaining("gallery.csv:2: found 1 fields; expected 2 or more")
                .hasMessageContaining("gallery.csv:3: found \"x\"");
        Files.writeString(file, "id,subject\n7,1\n");
        assertThatThrownBy(() -> SubjectList.read(file)).hasMessageContaining("expected a column template");
        Files.writeString(file, "template,subject\n");
        assertThatThrownBy(() -> SubjectList.read(file)).hasMessageContaining("found no templates");
    }

    @Test
    void refusesTemplatesWithoutImages() {
        SubjectList unknown = new SubjectList(new int[] {5}, new int[] {1});
        SubjectList others = new SubjectList(new int[] {1000, 9, 7}, new int[] {1, 2, 3});
        assertThatThrownBy(() -> IjbIdentification.score(
                        "a", templates, List.of(unknown), others, FACTORS, new JavaMatrixProduct()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("probes: found templates 7, 9 without images")
                .hasMessageContaining("gallery: found template 5 without images");
    }

    private SubjectList list(int[] indices) {
        return new SubjectList(
                Arrays.stream(indices).map(i -> 1000 + i).toArray(),
                Arrays.stream(indices).map(i -> subject[i]).toArray());
    }

    private double cosine(int i, int j) {
        return templates.cosine(i, j, new LaneDot(templates.dimension()));
    }

    private static double[] doubles(float[] row) {
        return IntStream.range(0, row.length).mapToDouble(j -> row[j]).toArray();
    }
}
