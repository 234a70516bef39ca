package marginlab.protocol.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import marginlab.file.npy.MatrixRows;
import marginlab.protocol.embedding.JavaMatrixProduct;
import marginlab.protocol.embedding.MatrixProduct;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.protocol.template.IjbIdentification;
import marginlab.protocol.template.SubjectList;
import marginlab.protocol.template.TemplateImages;
import marginlab.protocol.template.Templates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Galleries that hold copies of the probes' mates, so that mates and others score alike: against plain loops in double precision,
 * whatever the digits of the engine's product.
 */
class TiesTest {
    private static final int D = 24;

    /** Products whose last digits depend on the place in a block, as those of an engine's kernels do. */
    enum Product {
        PLAIN(0),
        HIGHER_AT_ODD_COLUMNS(1),
        LOWER_AT_ODD_COLUMNS(-1);

        private final int direction;

        Product(int direction) {
            this.direction = direction;
        }

        MatrixProduct product() {
            return (rows, first, m, d) -> {
                MatrixProduct.LeftMatrix plain = new JavaMatrixProduct().hold(rows, first, m, d);
                return new MatrixProduct.LeftMatrix() {
                    @Override
                    public void multiply(float[] b, int n, float[] out) {
                        plain.multiply(b, n, out);
                        for (int k = 0; k < m * n; k++) {
                            out[k] += k % n % 2 * direction * 3e-7f;
                        }
                    }

                    @Override
                    public void close() {
                        plain.close();
                    }
                };
            };
        }
    }

    /** Forty images of ten people, and a gallery of 300 rows of which every third is a copy of one of them. */
    private final float[][] probes = new float[40][D];

    private final float[][] gallery = new float[300][D];
    private final long[] people = IntStream.range(0, 40).mapToLong(i -> i / 4).toArray();

    @BeforeEach
    void draw() {
        SplittableRandom random = new SplittableRandom(3);
        float[][] centres = new float[10][D];
        for (float[] row : centres) {
            fill(row, new float[D], 1, random);
        }
        for (int i = 0; i < 40; i++) {
            fill(probes[i], centres[i / 4], 1.2, random);
        }
        for (int g = 0; g < 300; g++) {
            fill(gallery[g], new float[D], 1, random);
            if (g % 3 == 1) {
                gallery[g] = probes[random.nextInt(40)].clone();
            }
        }
    }

    private static void fill(float[] row, float[] centre, double size, SplittableRandom random) {
        for (int j = 0; j < D; j++) {
            row[j] = (float) (centre[j] + size * random.nextGaussian());
        }
    }

    @ParameterizedTest
    @EnumSource
    void megaFaceHitsWhereTheMateIsAtLeastAsNear(Product product) {
        ProtocolOutcome outcome = MegaFace.score(
                "m",
                probes,
                people,
                new boolean[40],
                MatrixRows.of(gallery),
                new boolean[gallery.length],
                product.product());

        for (int rank : new int[] {1, 10}) {
            int hits = 0;
            int ties = 0;
            for (int i = 0; i < 40; i++) {
                for (int j = 0; j < 40; j++) {
                    if (i != j && people[i] == people[j]) {
                        double mate = cosine(probes[i], probes[j]);
                        int nearer = 0;
                        for (float[] row : gallery) {
                            nearer += cosine(probes[i], row) > mate ? 1 : 0;
                            ties += cosine(probes[i], row) == mate ? 1 : 0;
                        }
                        hits += nearer < rank ? 1 : 0;
                    }
                }
            }
            assertThat(ties).isGreaterThan(100);
            assertThat(outcome.metrics().get("rank-" + rank + "@distractors=300"))
                    .isCloseTo(hits / 120.0, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void trillionPairsWantsTheMateAheadOfAllOthers(Product product) {
        float[][] many = new float[2000][];
        long[] whose = new long[2000];
        for (int i = 0; i < 2000; i++) {
            many[i] = i % 50 == 0 ? probes[i / 50] : gallery[i % 300].clone();
            whose[i] = i % 50 == 0 ? people[i / 50] : 1000 + i;
        }
        long[] shown = new long[300];
        Arrays.fill(shown, -1);
        for (int g = 1; g < 300; g += 6) {
            for (int i = 0; i < 40; i++) {
                shown[g] = Arrays.equals(gallery[g], probes[i]) ? people[i] : shown[g];
            }
        }
        double[] mate = new double[2000];
        double[] other = new double[2000];
        Arrays.fill(mate, -2);
        Arrays.fill(other, -2);
        for (int i = 0; i < 2000; i++) {
            for (int g = 0; g < 300; g++) {
                if (shown[g] == whose[i]) {
                    mate[i] = Math.max(mate[i], cosine(many[i], gallery[g]));
                } else {
                    other[i] = Math.max(other[i], cosine(many[i], gallery[g]));
                }
            }
        }
        double[] sorted = other.clone();
        Arrays.sort(sorted);
        double found = 0;
        double mated = 0;
        for (int i = 0; i < 2000; i++) {
            mated += mate[i] > -2 ? 1 : 0;
            found += mate[i] > other[i] && mate[i] > sorted[2000 - 3] ? 1 : 0;
        }

        ProtocolOutcome outcome =
                TrillionPairs.score("t", MatrixRows.of(many), whose, MatrixRows.of(gallery), shown, product.product());

        assertThat(outcome.metrics().get("id@fpr=1e-3")).isCloseTo(found / mated, within(1e-12));
    }

    /** Copies of a video score alike, and the first of them stays ahead. */
    @ParameterizedTest
    @EnumSource
    void iqiyiKeepsTheOrderOfEquals(Product product) {
        float[][] videos = new float[60][];
        long[] shown = new long[60];
        for (int v = 0; v < 60; v++) {
            videos[v] = probes[v / 6];
            shown[v] = v % 2;
        }
        double expected = 0;
        for (int person = 0; person < 2; person++) {
            float[] at = probes[30 + person];
            Integer[] order = IntStream.range(0, 60).boxed().toArray(Integer[]::new);
            Arrays.sort(order, (a, b) -> Double.compare(cosine(at, videos[b]), cosine(at, videos[a])));
            double right = 0;
            for (int rank = 0; rank < 60; rank++) {
                if (shown[order[rank]] == person) {
                    right++;
                    expected += right / (rank + 1) / 30 / 2;
                }
            }
        }

        ProtocolOutcome outcome = IqiyiVid.score(
                "i",
                MatrixRows.of(new float[][] {probes[30], probes[31]}),
                new long[] {0, 1},
                MatrixRows.of(videos),
                shown,
                product.product());

        assertThat(outcome.metrics().get("map@100")).isCloseTo(expected, within(1e-12));
    }

    /** The gallery holds one copy of a mate under another name: it is as near as the mate, which therefore is second. */
    @ParameterizedTest
    @EnumSource
    void ijbCountsWhoeverScoresAsHighAsTheMate(Product product) {
        float[][] rows = new float[20][];
        int[] ids = new int[20];
        for (int t = 0; t < 20; t++) {
            rows[t] = probes[t < 12 ? t : t - 12];
            ids[t] = t;
        }
        // Galleries: 0 to 3 show people 0 to 3; 12 to 14 are copies of 0 to 2 under the names 20 to 22.
        int[] members = {12, 0, 13, 1, 2, 14, 3};
        int[] subjects = {20, 0, 21, 1, 2, 22, 3};
        int[] searched = {4, 5, 6, 7, 8, 9};
        int[] whose = {0, 1, 2, 3, 3, 90};
        int[] found = new int[11];
        Templates.Factors plain = new Templates.Factors(false, false, false);
        for (int p = 0; p < searched.length - 1; p++) {
            int ahead = 0;
            double mate = 0;
            for (int g = 0; g < members.length; g++) {
                mate = subjects[g] == whose[p] ? cosine(rows[searched[p]], rows[members[g]]) : mate;
            }
            for (int g = 0; g < members.length; g++) {
                ahead += subjects[g] != whose[p] && cosine(rows[searched[p]], rows[members[g]]) >= mate ? 1 : 0;
            }
            for (int rank = ahead + 1; rank < found.length; rank++) {
                found[rank]++;
            }
        }

        ProtocolOutcome outcome = IjbIdentification.score(
                "i",
                Templates.pool(MatrixRows.of(rows), null, new TemplateImages(ids, new int[20]), null, plain),
                List.of(new SubjectList(members, subjects)),
                new SubjectList(searched, whose),
                plain,
                product.product());

        assertThat(outcome.metrics().get("rank-1")).isEqualTo(found[1] / 5.0);
        assertThat(outcome.metrics().get("rank-5")).isEqualTo(found[5] / 5.0);
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
