package marginlab.protocol.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import marginlab.file.npy.MatrixRows;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.pair.HighestImpostors;
import marginlab.protocol.pair.MadeUpEmbeddings;
import org.junit.jupiter.api.Test;

/** MegaFace, Trillion-Pairs and iQIYI-VID against plain loops over all pairs. */
class GallerySearchTest {
    private static final int D = 5;
    private static final MatrixProduct PRODUCT = new JavaMatrixProduct();

    private final float[][] probes = MadeUpEmbeddings.rows(41, 40, D);
    private final long[] identities =
            IntStream.range(0, 40).mapToLong(i -> i / 4).toArray();
    private final float[][] distractors = MadeUpEmbeddings.rows(43, 2500, D);

    GallerySearchTest() {
        MadeUpEmbeddings faces = new MadeUpEmbeddings(47);
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < D; j++) {
                probes[i][j] = probes[i - i % 4][j] + 0.25f * (float) faces.next();
            }
        }
    }

    @Test
    void megaFaceSearchesForEveryImageAmongGrowingDistractors() {
        boolean[] noise = new boolean[2500];
        noise[5] = true;
        noise[2000] = true;
        ProtocolOutcome outcome = megaFace(distractors, noise);
        for (int size : new int[] {10, 100, 1000, 2500}) {
            for (int rank : new int[] {1, 10}) {
                assertThat(outcome.metrics().get("rank-" + rank + "@distractors=" + size))
                        .as(rank + " of " + size)
                        .isCloseTo(rankAmong(size, rank, noise), within(1e-12));
            }
        }
        assertThat(outcome.metrics().get("rank-1@distractors=1000")).isBetween(.1, .9);
        // 40 * 2498 impostor pairs: nine may pass at 1e-4.
        double[] impostors = IntStream.range(0, 40)
                .boxed()
                .flatMapToDouble(p -> IntStream.range(0, 2500)
                        .filter(g -> !noise[g])
                        .mapToDouble(g -> cosine(probes[p], distractors[g])))
                .sorted()
                .toArray();
        double threshold = impostors[impostors.length - 10];
        double accepted = 0;
        double pairs = 0;
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < i; j++) {
                if (i / 4 == j / 4) {
                    pairs++;
                    accepted += cosine(probes[i], probes[j]) > threshold ? 1 : 0;
                }
            }
        }
        assertThat(outcome.metrics().get("tar@far=1e-4")).isCloseTo(accepted / pairs, within(1e-12));
        assertThat(outcome.metrics()).doesNotContainKey("tar@far=1e-6");
        assertThat(outcome.notes())
                .contains("no tar@far=1e-6: 99920 impostor pairs are too few to tell")
                .contains("2 of 2500 distractors never match: noise");
    }

    private double rankAmong(int size, int rank, boolean[] noise) {
        double hits = 0;
        double searches = 0;
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                if (i != j && i / 4 == j / 4) {
                    double mate = cosine(probes[i], probes[j]);
                    int ahead = 0;
                    for (int g = 0; g < size; g++) {
                        ahead += !noise[g] && cosine(probes[i], distractors[g]) > mate ? 1 : 0;
                    }
                    hits += ahead < rank ? 1 : 0;
                    searches++;
                }
            }
        }
        return hits / searches;
    }

    @Test
    void keepsTheHighestImpostorsOfMany() {
        HighestImpostors highest = new HighestImpostors(3);
        double[] scores = new MadeUpEmbeddings(3).row(300_000); // more than the buffer holds
        IntStream.range(0, 300).parallel().forEach(part -> {
            double[] some = Arrays.copyOfRange(scores, part * 1000, (part + 1) * 1000);
            highest.add(some, 1000);
        });
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        for (int n = 0; n < 3; n++) {
            assertThat(highest.after(n)).isEqualTo(sorted[sorted.length - 1 - n]);
        }
        assertThat(highest.gate()).isGreaterThan(sorted[200_000]);
    }

    @Test
    void megaFaceRefusesAGalleryOfNoise() {
        boolean[] noise = new boolean[2500];
        Arrays.fill(noise, true);
        refuses(() -> megaFace(distractors, noise), "an empty gallery");
        refuses(() -> megaFace(new float[0][], new boolean[0]), "dimensions");
    }

    @Test
    void megaFaceRefusesProbesWithoutMates() {
        Arrays.setAll(identities, i -> i);
        refuses(() -> megaFace(distractors, new boolean[2500]), "no two of one identity");
    }

    @Test
    void megaFaceNamesUnsoundDistractors() {
        distractors[2100] = new float[D];
        refuses(() -> megaFace(distractors, new boolean[2500]), "distractors row 2100: found NaN");
        distractors[17][3] = Float.NaN;
        distractors[2400] = new float[D];
        refuses(() -> megaFace(distractors, new boolean[2500]), "distractors rows 17, 2100, 2400: found NaN");
    }

    private ProtocolOutcome megaFace(float[][] gallery, boolean[] noise) {
        return MegaFace.score("megaface", MatrixRows.of(probes), identities, MatrixRows.of(gallery), noise, PRODUCT);
    }

    @Test
    void trillionPairsJudgesTheFirstInTheGallery() {
        // 2000 probes of 20 people; the gallery has 15 of them, 100 images each at most, and distractors.
        float[][] people = MadeUpEmbeddings.rows(51, 20, D);
        MadeUpEmbeddings faces = new MadeUpEmbeddings(53);
        float[][] many = new float[2000][D];
        long[] whose = IntStream.range(0, 2000).mapToLong(i -> i % 20).toArray();
        for (int i = 0; i < 2000; i++) {
            for (int j = 0; j < D; j++) {
                many[i][j] = people[i % 20][j] + 0.1f * (float) faces.next();
            }
        }
        float[][] gallery = MadeUpEmbeddings.rows(55, 500, D);
        long[] galleryIds = new long[500];
        Arrays.fill(galleryIds, -1);
        for (int i = 0; i < 15; i++) {
            gallery[i * 7] = people[i];
            galleryIds[i * 7] = i;
        }
        double[] mate = new double[2000];
        double[] other = new double[2000];
        Arrays.fill(mate, -2);
        Arrays.fill(other, -2);
        for (int i = 0; i < 2000; i++) {
            for (int g = 0; g < 500; g++) {
                double score = cosine(many[i], gallery[g]);
                if (galleryIds[g] == whose[i]) {
                    mate[i] = Math.max(mate[i], score);
                } else {
                    other[i] = Math.max(other[i], score);
                }
            }
        }
        double[] sorted = other.clone();
        Arrays.sort(sorted);
        double threshold = sorted[2000 - 3]; // two of 2000 may pass
        double found = IntStream.range(0, 2000)
                .filter(i -> mate[i] > other[i] && mate[i] > threshold)
                .count();
        ProtocolOutcome outcome = TrillionPairs.score(
                "trillion-pairs", MatrixRows.of(many), whose, MatrixRows.of(gallery), galleryIds, PRODUCT);
        assertThat(outcome.metrics()).containsOnlyKeys("id@fpr=1e-3");
        assertThat(outcome.metrics().get("id@fpr=1e-3")).isCloseTo(found / 1500, within(1e-12));
        assertThat(outcome.notes())
                .contains("500 of 2000 probes have no mate in the gallery")
                .contains("no ver@fpr=1e-9: 1500 mated and 998500 other pairs are too few to tell");
    }

    @Test
    void iqiyiAveragesThePrecisionOfTheFirstHundred() {
        float[][] persons = {{1, 0}, {0, 1}, {1, 1}};
        float[][] videos = {{1, 0.1f}, {1, 0.2f}, {1, 0.3f}, {0, 1}, {0.1f, 1}};
        long[] videoIds = {0, 1, 0, 1, 9};
        ProtocolOutcome outcome = IqiyiVid.score(
                "iqiyi-vid", MatrixRows.of(persons), new long[] {0, 1, 2}, MatrixRows.of(videos), videoIds, PRODUCT);
        // Person 0: ranks 1 and 3, (1 + 2/3) / 2. Person 1: ranks 1 and 4, (1 + 2/4) / 2. Person 2 has no video.
        assertThat(outcome.metrics().get("map@100")).isCloseTo((5 / 6.0 + 3 / 4.0) / 2, within(1e-12));
        assertThat(outcome.notes()).containsExactly("1 of 3 persons skipped: no video");
    }

    private static void refuses(Runnable action, String message) {
        assertThatThrownBy(action::run).isInstanceOf(ProblemException.class).hasMessageContaining(message);
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int j = 0; j < a.length; j++) {
            dot += (double) a[j] * b[j];
            aa += (double) a[j] * a[j];
            bb += (double) b[j] * b[j];
        }
        return dot / Math.sqrt(aa * bb);
    }
}
