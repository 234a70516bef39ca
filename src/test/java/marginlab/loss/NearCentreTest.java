package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exact gradient where a cosine is near +-1, against differences of plain loops in double precision. */
@Tag("engine")
final class NearCentreTest {
    private static final LossFactors FACTORS = new LossFactors(4, MarginGradient.EXACT, BeyondPi.RAW);
    private static final int DIMENSION = 5;

    private static final Map<String, ToDoubleFunction<SmallBatch>> PLAIN = new TreeMap<>();

    static {
        PLAIN.put("ArcFace(0.5)", target(theta -> Math.cos(theta + 0.5)));
        PLAIN.put("SphereFace(1.35)", target(theta -> Math.cos(1.35 * theta)));
        PLAIN.put("CM(0.9, 0.4, 0.15)", target(theta -> Math.cos(0.9 * theta + 0.4) - 0.15));
        PLAIN.put("ElasticFace-Arc(0.5, 0)", target(theta -> Math.cos(theta + 0.5)));
        PLAIN.put("SphereFace-R(1.7)", target(theta -> {
            double k = Math.floor(1.7 * theta / Math.PI);
            return (k % 2 == 0 ? 1 : -1) * Math.cos(1.7 * theta) - 2 * k;
        }));
        PLAIN.put("SubCenter(0.5, 2)", NearCentreTest::nearestOfTwo);
        PLAIN.put("Intra", batch -> {
            double sum = 0;
            for (int i = 0; i < batch.size(); i++) {
                sum += angle(batch.embeddings()[i], batch.centres()[batch.labels()[i]]);
            }
            return sum / (Math.PI * batch.size());
        });
        PLAIN.put("Inter", batch -> -betweenCentres(batch, NearCentreTest::angle) / Math.PI);
        PLAIN.put("MHE(2)", batch -> betweenCentres(batch, (a, b) -> 1 / chord(a, b, -1)));
        PLAIN.put("MHE(0)", batch -> betweenCentres(batch, (a, b) -> -0.5 * Math.log(chord(a, b, -1))));
        PLAIN.put("Triplet-All(0.35)", NearCentreTest::allTriplets);
    }

    /** Radians from a centre, or from its opposite where negative. */
    static Stream<Arguments> cases() {
        return TestedEngines.names()
                .flatMap(engine -> PLAIN.keySet().stream()
                        .flatMap(label -> Stream.of(0.03, 0.005, 0.002, 1e-4, -0.002, -1e-4)
                                .map(distance -> Arguments.of(engine, label, distance))));
    }

    @ParameterizedTest(name = "{0}: {1} at {2}")
    @MethodSource("cases")
    void valueAndGradientAreThoseOfTheFormula(String engine, String label, double distance) {
        boolean ofCentres = label.startsWith("MHE") || label.equals("Inter");
        if (label.startsWith("MHE") && Math.abs(distance) < 1e-3) {
            return; // Distances count as 1e-3 at least.
        }
        Objective objective = Objective.parse(label);
        SmallBatch batch = batch(distance, label.startsWith("Triplet"), ofCentres, objective.centresEach());
        ToDoubleFunction<SmallBatch> plain = PLAIN.get(label);

        SmallBatch.Result result = batch.compute(engine, objective);

        double value = plain.applyAsDouble(batch);
        assertThat(result.value()).isCloseTo(value, within(1e-5 * Math.abs(value) + 2e-7));
        // Rounding of unit vectors to single precision turns a direction by 6e-8 over the angle.
        double tolerance = 1e-4 + 1e-6 / Math.abs(distance);
        agree(result.embeddings(), batch.embeddings(), batch, plain, tolerance);
        agree(result.centres(), batch.centres(), batch, plain, tolerance);
    }

    private static void agree(
            double[][] found,
            double[][] variable,
            SmallBatch batch,
            ToDoubleFunction<SmallBatch> plain,
            double tolerance) {
        double[][] expected = differences(variable, batch, plain);
        double largest = Stream.of(expected)
                .mapToDouble(row -> Math.sqrt(SmallBatch.dot(row, row)))
                .max()
                .orElse(0);
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                assertThat(found[i][j]).isCloseTo(expected[i][j], within(tolerance * largest + 1e-9));
            }
        }
    }

    /** Central differences with a step that is small beside the angle. */
    private static double[][] differences(double[][] matrix, SmallBatch batch, ToDoubleFunction<SmallBatch> function) {
        double step = 3e-7;
        double[][] slopes = new double[matrix.length][matrix[0].length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                double middle = matrix[i][j];
                matrix[i][j] = middle + step;
                double after = function.applyAsDouble(batch);
                matrix[i][j] = middle - step;
                double before = function.applyAsDouble(batch);
                matrix[i][j] = middle;
                slopes[i][j] = (after - before) / (2 * step);
            }
        }
        return slopes;
    }

    /** The first embedding lies near its centre, or the second embedding or centre near the first of another class. */
    private static SmallBatch batch(double distance, boolean embeddings, boolean centres, int each) {
        SplittableRandom random = new SplittableRandom(11);
        double[][] w = rows(random, 3 * each);
        double[][] x = rows(random, 4);
        int[] labels = {0, 1, 2, 0};
        if (embeddings) {
            x[1] = near(x[0], distance, random);
        } else if (centres) {
            w[1] = near(w[0], distance, random);
        } else {
            x[0] = near(w[0], distance, random);
            if (each == 2 && distance < 0) {
                // Both centres of the class are opposite; the nearer one counts.
                w[3] = near(w[0], 0.0005, random);
            }
        }
        return new SmallBatch(x, w, new double[3], labels, FACTORS);
    }

    private static double[][] rows(SplittableRandom random, int count) {
        double[][] rows = new double[count][DIMENSION];
        for (double[] row : rows) {
            for (int j = 0; j < DIMENSION; j++) {
                row[j] = (float) (1.5 * random.nextGaussian());
            }
        }
        return rows;
    }

    /** A row at an angle from another, or from its opposite, in a direction that is drawn. */
    private static double[] near(double[] row, double distance, SplittableRandom random) {
        double[] aside = rows(random, 1)[0];
        double along = SmallBatch.dot(aside, row) / SmallBatch.dot(row, row);
        for (int j = 0; j < DIMENSION; j++) {
            aside[j] -= along * row[j];
        }
        double factor =
                Math.tan(Math.abs(distance)) * Math.sqrt(SmallBatch.dot(row, row) / SmallBatch.dot(aside, aside));
        double[] near = new double[DIMENSION];
        for (int j = 0; j < DIMENSION; j++) {
            near[j] = (float) (0.7 * Math.signum(distance) * (row[j] + factor * aside[j]));
        }
        return near;
    }

    private static double chord(double[] a, double[] b, int sign) {
        double one = Math.sqrt(SmallBatch.dot(a, a));
        double other = Math.sqrt(SmallBatch.dot(b, b));
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += Math.pow(a[j] / one + sign * b[j] / other, 2);
        }
        return sum;
    }

    private static double angle(double[] a, double[] b) {
        return 2 * Math.atan2(Math.sqrt(chord(a, b, -1)), Math.sqrt(chord(a, b, 1)));
    }

    private static ToDoubleFunction<SmallBatch> target(DoubleUnaryOperator psi) {
        return batch -> {
            double sum = 0;
            for (int i = 0; i < batch.size(); i++) {
                double[] z = batch.cosines(i);
                z[batch.labels()[i]] =
                        psi.applyAsDouble(angle(batch.embeddings()[i], batch.centres()[batch.labels()[i]]));
                sum += crossEntropy(z, batch.labels()[i]);
            }
            return sum / batch.size();
        };
    }

    private static double crossEntropy(double[] cosines, int label) {
        double[] logits = cosines.clone();
        for (int j = 0; j < logits.length; j++) {
            logits[j] *= FACTORS.scale();
        }
        return SmallBatch.crossEntropy(logits, label);
    }

    private static double nearestOfTwo(SmallBatch batch) {
        double sum = 0;
        int classes = batch.classes() / 2;
        for (int i = 0; i < batch.size(); i++) {
            double[] z = new double[classes];
            for (int j = 0; j < classes; j++) {
                double theta = Math.min(
                        angle(batch.embeddings()[i], batch.centres()[j]),
                        angle(batch.embeddings()[i], batch.centres()[classes + j]));
                z[j] = Math.cos(j == batch.labels()[i] ? theta + 0.5 : theta);
            }
            sum += crossEntropy(z, batch.labels()[i]);
        }
        return sum / batch.size();
    }

    private interface OfTwo {
        double of(double[] a, double[] b);
    }

    private static double betweenCentres(SmallBatch batch, OfTwo number) {
        double sum = 0;
        for (int label : batch.labels()) {
            for (int j = 0; j < batch.classes(); j++) {
                sum += j == label ? 0 : number.of(batch.centres()[label], batch.centres()[j]);
            }
        }
        return sum / (batch.size() * (batch.classes() - 1));
    }

    /** The mean hinge of all triplets of a batch. */
    private static double allTriplets(SmallBatch batch) {
        double sum = 0;
        int count = 0;
        for (int a = 0; a < batch.size(); a++) {
            for (int p = 0; p < batch.size(); p++) {
                for (int n = 0; n < batch.size(); n++) {
                    int[] y = batch.labels();
                    if (p != a && y[p] == y[a] && y[n] != y[a]) {
                        double hinge = angle(batch.embeddings()[a], batch.embeddings()[p])
                                - angle(batch.embeddings()[a], batch.embeddings()[n])
                                + 0.35;
                        sum += Math.max(0, hinge);
                        count++;
                    }
                }
            }
        }
        return sum / count;
    }
}
