package marginlab.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
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
    private static final LossFactors FACTORS = new LossFactors(PlainLosses.SCALE, MarginGradient.EXACT, BeyondPi.RAW);

    private static final int DIMENSION = 5;

    /** What lies near what. */
    private enum Near {
        /** An embedding and the centre of its class. */
        CENTRE,
        /** The centres of two classes. */
        CENTRES,
        /** Two embeddings of one class. */
        MATES,
        /** Embeddings of two classes. */
        OTHERS
    }

    /** Radians from a centre, or from its opposite where negative. */
    static Stream<Arguments> cases() {
        return TestedEngines.names()
                .flatMap(engine -> Stream.of(
                                of(PlainLosses.PLAIN, Near.CENTRE),
                                of(PlainLosses.OF_CENTRES, Near.CENTRES),
                                of(PlainLosses.OF_PAIRS, Near.MATES),
                                of(PlainLosses.OF_PAIRS, Near.OTHERS))
                        .flatMap(Function.identity())
                        .flatMap(c -> Stream.of(0.03, 0.005, 0.002, 1e-4, -0.002, -1e-4)
                                .map(distance -> Arguments.of(engine, c.label(), c.near(), distance))));
    }

    private record Case(String label, Near near) {}

    private static Stream<Case> of(Map<String, PlainLosses.Plain> losses, Near near) {
        return losses.keySet().stream().map(label -> new Case(label, near));
    }

    @ParameterizedTest(name = "{0}: {1}, {2} at {3}")
    @MethodSource("cases")
    void valueAndGradientAreThoseOfTheFormula(String engine, String label, Near near, double distance) {
        if (label.startsWith("MHE") && Math.abs(distance) < 1e-3) {
            return; // Distances count as 1e-3 at least.
        }
        Objective objective = Objective.parse(label);
        SmallBatch drawn = batch(distance, near, objective.centresEach());
        SmallBatch batch = label.startsWith("MagFace") ? drawn.longer(8) : drawn;
        SmallBatch frozen = batch.copy();
        PlainLosses.Plain formula = PlainLosses.of(label);
        ToDoubleFunction<SmallBatch> plain = b -> formula.value(b, frozen);

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

    private static SmallBatch batch(double distance, Near near, int each) {
        SplittableRandom random = new SplittableRandom(11);
        double[][] w = rows(random, 3 * each);
        double[][] x = rows(random, 4);
        int[] labels = {0, 1, 2, 0};
        switch (near) {
            case MATES -> x[3] = near(x[0], distance, random);
            case OTHERS -> x[1] = near(x[0], distance, random);
            case CENTRES -> w[1] = near(w[0], distance, random);
            case CENTRE -> {
                x[0] = near(w[0], distance, random);
                if (each == 2 && distance < 0) {
                    // Both centres of the class are opposite; the nearer one counts.
                    w[3] = near(w[0], 0.0005, random);
                }
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
}
