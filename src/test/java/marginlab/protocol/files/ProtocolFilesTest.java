package marginlab.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginlab.file.npy.MatrixRows;
import marginlab.file.npy.Npy;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.EmbeddingCheck;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.MadeUpEmbeddings;
import marginlab.protocol.pair.PairEmbeddings;
import marginlab.protocol.pair.PairList;
import marginlab.protocol.pair.PairScores;
import marginlab.protocol.pair.PairVariant;
import marginlab.protocol.pair.PairVerification;
import marginlab.protocol.pair.TenFoldVerification;
import marginlab.protocol.search.AngleStatistics;
import marginlab.protocol.search.IqiyiVid;
import marginlab.protocol.search.NoiseList;
import marginlab.protocol.search.TrillionPairs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolFilesTest {
    private static final MatrixProduct PRODUCT = new JavaMatrixProduct();

    @TempDir
    Path folder;

    private final float[][] rows = MadeUpEmbeddings.rows(61, 80, 6);

    @Test
    void scoresConsecutiveRowsAsPairs() {
        boolean[] same = MadeUpEmbeddings.same(40, 2, 1);
        ProtocolFiles files = new PairFiles(write("e", rows), null, write("s", same), null, null);
        ProtocolOutcome outcome = files.score("set", PRODUCT);
        assertThat(outcome)
                .isEqualTo(TenFoldVerification.score("set", new PairEmbeddings(rows, null, same))
                        .outcome());
        assertThat(outcome.variant()).isEqualTo("ten-fold(no-flip)");
    }

    @Test
    void scoresRowsThatAListPairs() throws IOException {
        StringBuilder list = new StringBuilder();
        float[][] paired = new float[40][];
        for (int i = 0; i < 20; i++) {
            list.append(i).append(' ').append(79 - i).append(' ').append(i % 2).append('\n');
            paired[2 * i] = rows[i];
            paired[2 * i + 1] = rows[79 - i];
        }
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), list);
        Path e = write("e", rows);
        PairVariant variant = PairVariant.parse("ten-fold(cosine)");
        ProtocolOutcome outcome = new PairFiles(e, e, null, pairs, variant).score("set", PRODUCT);
        boolean[] same = new boolean[20];
        for (int i = 0; i < 20; i++) {
            same[i] = i % 2 == 1;
        }
        assertThat(outcome).isEqualTo(PairVerification.score("set", new PairEmbeddings(paired, paired, same), variant));
        refuses(new PairFiles(e, null, null, pairs, variant), "no mirrored embeddings");
        Files.writeString(pairs, "0 1 1\n0 80 1\n");
        refuses(new PairFiles(e, null, null, pairs, null), "pairs.txt:2: found 0 80; expected rows 0 to 79");
    }

    @Test
    void scoresVideosByTheMeanOfTheirFrames() throws IOException {
        long[] videos = new long[80];
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            videos[i] = i / 4;
            if (i < 20) {
                list.append(i)
                        .append(' ')
                        .append((i + 1 + i % 3) % 20)
                        .append(' ')
                        .append(i % 2)
                        .append('\n');
            }
        }
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), list);
        ProtocolOutcome outcome =
                new VideoFiles(write("f", rows), null, write("v", videos), pairs, null).score("ytf", PRODUCT);
        float[][] means = new float[20][6];
        for (int i = 0; i < 80; i++) {
            double norm = EmbeddingCheck.norm(rows[i]);
            for (int j = 0; j < 6; j++) {
                means[i / 4][j] += (float) (rows[i][j] / norm / 4);
            }
        }
        ProtocolOutcome expected = TenFoldVerification.score(
                        "ytf", PairList.read(pairs, 20).of(means, null))
                .outcome();
        assertThat(outcome.metrics().get("xnorm")).isCloseTo(expected.metrics().get("xnorm"), within(1e-6));
        assertThat(outcome.folds()).isEqualTo(expected.folds());
        assertThat(outcome.notes())
                .contains(
                        "20 videos, each the mean of its unit frames: 80 frames, 4 to 4 a video; xnorm is the mean length"
                                + " of these means");
        videos[3] = 99;
        refuses(
                new VideoFiles(write("f", rows), null, write("v", videos), pairs, null),
                "videos row 3: found video 99");
        videos[3] = 25;
        refuses(
                new VideoFiles(write("f", rows), null, write("v", videos), pairs, null),
                "videos 20, 21, 22, 23, 24: found no frames");
    }

    @Test
    void addsMeansOfMirroredFramesToThoseOfFrames() throws IOException {
        float[][] rows = MadeUpEmbeddings.rows(3, 40, 6);
        float[][] mirrored = MadeUpEmbeddings.rows(4, 40, 6);
        long[] videos = new long[40];
        java.util.Arrays.setAll(videos, i -> i % 20);
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            list.append(i + " " + (i + 7) % 20 + " " + i % 2 + "\n");
        }
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), list);
        double[][] sums = new double[20][6];
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 6; j++) {
                sums[i % 20][j] +=
                        rows[i][j] / EmbeddingCheck.norm(rows[i]) + mirrored[i][j] / EmbeddingCheck.norm(mirrored[i]);
            }
        }
        double[] distances = new double[20];
        boolean[] same = new boolean[20];
        for (int i = 0; i < 20; i++) {
            double[] one = sums[i];
            double[] other = sums[(i + 7) % 20];
            double dot = 0;
            double left = 0;
            double right = 0;
            for (int j = 0; j < 6; j++) {
                dot += one[j] * other[j];
                left += one[j] * one[j];
                right += other[j] * other[j];
            }
            distances[i] = 2 - 2 * dot / Math.sqrt(left * right);
            same[i] = i % 2 == 1;
        }

        ProtocolOutcome outcome = new VideoFiles(
                        write("f", rows), write("m", mirrored), write("v", videos), pairs, null)
                .score("ytf", PRODUCT);

        ProtocolOutcome expected = TenFoldVerification.outcome("ytf", "ten-fold", new PairScores(distances, same), 1);
        assertThat(outcome.variant()).isEqualTo("ten-fold");
        assertThat(outcome.folds()).isEqualTo(expected.folds());
        assertThat(outcome.metrics().get("auc")).isEqualTo(expected.metrics().get("auc"));
    }

    @Test
    void scoresAnglesFromFiles() {
        long[] labels = new long[80];
        java.util.Arrays.setAll(labels, i -> i / 8);
        float[][] centres = MadeUpEmbeddings.rows(3, 10, 6);
        ProtocolOutcome outcome =
                new AngleFiles(write("e", rows), write("y", labels), write("w", centres)).score("train", PRODUCT);
        assertThat(outcome).isEqualTo(AngleStatistics.score("train", MatrixRows.of(rows), labels, centres, PRODUCT));
        assertThat(outcome.metrics()).containsOnlyKeys("intra", "inter", "w-ec", "w-inter");
    }

    @Test
    void scoresTemplatesFromFiles() throws IOException {
        StringBuilder images = new StringBuilder();
        StringBuilder scores = new StringBuilder();
        StringBuilder pairs = new StringBuilder();
        StringBuilder gallery = new StringBuilder("template,subject\n");
        StringBuilder probes = new StringBuilder("template,subject\n");
        for (int i = 0; i < 80; i++) {
            images.append(i)
                    .append(".jpg ")
                    .append(i / 2)
                    .append(' ')
                    .append(i % 3)
                    .append('\n');
            scores.append(i).append(".jpg 0 0 0 0 0 0 0 0 0 0 0.9\n");
            pairs.append(i / 2)
                    .append(' ')
                    .append((i * 7 + 1) % 40)
                    .append(' ')
                    .append(i % 2)
                    .append('\n');
            (i / 2 < 20 ? gallery : probes)
                    .append(i / 2)
                    .append(',')
                    .append(i / 2 % 25)
                    .append('\n');
        }
        TemplateFiles templates = new TemplateFiles(
                write("e", rows),
                write("f", MadeUpEmbeddings.rows(62, 80, 6)),
                Files.writeString(folder.resolve("tid_mid.txt"), images),
                Files.writeString(folder.resolve("score.txt"), scores),
                true);
        Path list = Files.writeString(folder.resolve("pairs.txt"), pairs);
        ProtocolOutcome verified = new IjbPairFiles(templates, list).score("ijb-c", PRODUCT);
        assertThat(verified.variant()).isEqualTo("ijb-11(N1D1F1)");
        assertThat(verified.metrics()).containsKeys("tar@far=1e-1", "auc", "eer");
        Path known = Files.writeString(folder.resolve("gallery.csv"), gallery);
        Path searched = Files.writeString(folder.resolve("probes.csv"), probes);
        ProtocolOutcome found = new IjbSearchFiles(templates, List.of(known), searched).score("ijb-c", PRODUCT);
        assertThat(found.metrics()).containsKeys("rank-1", "rank-5", "rank-10");
    }

    @Test
    void replacesNoisyProbesByTheCentreOfTheirIdentity() throws IOException {
        long[] identities = new long[80];
        java.util.Arrays.setAll(identities, i -> i / 8);
        Path noise = Files.writeString(folder.resolve("noise.txt"), "3\n17\n");
        Path distractors = write("d", MadeUpEmbeddings.rows(63, 50, 6));
        Path e = write("e", rows);
        Path y = write("y", identities);
        ProtocolOutcome outcome = new MegaFaceFiles(e, y, distractors, noise, noise).score("megaface", PRODUCT);
        assertThat(outcome.metrics()).containsKeys("rank-1@distractors=10", "rank-1@distractors=50");
        assertThat(outcome.notes())
                .contains("2 of 80 probes replaced by the centre of their identity: noise")
                .contains("2 of 50 distractors never match: noise");
        boolean[] wrong = NoiseList.read(noise, 80);
        float[][] cleaned = NoiseList.replace(rows, identities, wrong);
        double[] centre = new double[6];
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 6; j++) {
                centre[j] += i == 3 ? 0 : rows[i][j] / EmbeddingCheck.norm(rows[i]) / 7;
            }
        }
        for (int j = 0; j < 6; j++) {
            assertThat((double) cleaned[3][j]).isCloseTo(centre[j], within(0.0010001));
        }
        Files.writeString(noise, "80\n");
        refuses(new MegaFaceFiles(e, y, distractors, noise, null), "noise.txt:1: found row 80; expected 0 to 79");
    }

    @Test
    void searchesAGalleryFromFiles() {
        long[] identities = new long[80];
        java.util.Arrays.setAll(identities, i -> i / 2);
        Path e = write("e", rows);
        Path y = write("y", identities);
        assertThat(new GalleryFiles(e, y, e, y, TrillionPairs::score)
                        .score("set", PRODUCT)
                        .variant())
                .isEqualTo("trillion-pairs");
        assertThat(new GalleryFiles(e, y, e, y, IqiyiVid::score)
                        .score("set", PRODUCT)
                        .variant())
                .isEqualTo("iqiyi-vid");
        assertThat(new GalleryFiles(e, y, e, y, IqiyiVid::score)
                        .score("set", PRODUCT)
                        .metrics()
                        .get("map@100"))
                .isBetween(.5, 1.);
    }

    private void refuses(ProtocolFiles files, String message) {
        assertThatThrownBy(() -> files.score("set", PRODUCT))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(message);
    }

    private Path write(String name, float[][] array) {
        Path file = folder.resolve(name + ".npy");
        Npy.write(file, array);
        return file;
    }

    private Path write(String name, long[] array) {
        Path file = folder.resolve(name + ".npy");
        Npy.write(file, array);
        return file;
    }

    private Path write(String name, boolean[] array) {
        Path file = folder.resolve(name + ".npy");
        Npy.write(file, array);
        return file;
    }
}
