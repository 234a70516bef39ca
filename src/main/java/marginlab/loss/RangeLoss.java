package marginlab.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import marginlab.engine.HostToEngine;
import marginlab.engine.Operators;
import marginlab.loss.batch.Angles;
import marginlab.loss.batch.LossValue;
import marginlab.loss.label.LabelNumber;
import marginlab.loss.label.ParameterRange;

/**
 * {@code alpha sum_I k / sum_(j <= k) 1/D_j + beta max(0, m - D_c)}: the harmonic mean of the k = 2 largest squared distances
 * inside each identity I of a batch, and the smallest squared distance D_c between the identities' means; embeddings are not
 * normalised (Zhang et al.: Range Loss, ICCV 2017, arXiv 1611.08976, equations 6 to 9).
 *
 * @param alpha weight inside identities, 1e-4
 * @param beta weight between identities, 1e-3
 * @param m squared distance that means keep, 2e4
 */
public record RangeLoss(double alpha, double beta, double m) implements PairTerm {
    private static final int LARGEST = 2;
    private static final double NEAREST = 1e-12;

    /** A share of the squared lengths that a squared distance in single precision is not told well below. */
    private static final double BLUNT = 1e-3;

    public RangeLoss {
        alpha = ParameterRange.AT_LEAST_ZERO.check("alpha", alpha);
        beta = ParameterRange.AT_LEAST_ZERO.check("beta", beta);
        m = ParameterRange.AT_LEAST_ZERO.check("m", m);
    }

    @Override
    public LossValue value(Angles angles) {
        LossValue inside = inside(angles).times(alpha);
        int[][] members = members(angles);
        return members.length < 2
                ? inside
                : inside.plus(between(angles, members).times(beta));
    }

    private static LossValue inside(Angles angles) {
        DistanceSlopes distances = new DistanceSlopes(angles, angles.embeddings());
        double sum = 0;
        for (int[] group : members(angles)) {
            List<int[]> pairs = IntStream.range(0, group.length * group.length)
                    .filter(k -> k / group.length < k % group.length)
                    .mapToObj(k -> new int[] {group[k / group.length], group[k % group.length]})
                    .sorted(Comparator.comparingDouble(pair -> -distances.at(pair)))
                    .limit(LARGEST)
                    .toList();
            double inverse =
                    pairs.stream().mapToDouble(p -> 1 / distances.at(p)).sum();
            sum += pairs.isEmpty() ? 0 : pairs.size() / inverse;
            for (int[] pair : pairs) {
                distances.slope(pair, pairs.size() / Math.pow(inverse * distances.at(pair), 2));
            }
        }
        return distances.value(sum);
    }

    private LossValue between(Angles angles, int[][] members) {
        float[] mean = new float[members.length * angles.size()];
        for (int g = 0; g < members.length; g++) {
            for (int i : members[g]) {
                mean[g * angles.size() + i] = 1f / members[g].length;
            }
        }
        NDArray weights =
                HostToEngine.floats(angles.embeddings().getManager(), mean, new Shape(members.length, angles.size()));
        DistanceSlopes distances = new DistanceSlopes(
                angles, angles.operators().linear(weights, angles.embeddings().transpose()));
        int count = members.length;
        int[] nearest = IntStream.range(0, count * count)
                .filter(k -> k / count < k % count)
                .mapToObj(k -> new int[] {k / count, k % count})
                .min(Comparator.comparingDouble(distances::at))
                .orElseThrow();
        double hinge = Math.max(0, m - distances.at(nearest));
        distances.slope(nearest, hinge > 0 ? -1 : 0);
        return distances.value(hinge);
    }

    /** The embeddings of each identity of the batch, by their numbers. */
    private static int[][] members(Angles angles) {
        return IntStream.range(0, angles.size())
                .map(angles::identity)
                .distinct()
                .sorted()
                .mapToObj(identity -> IntStream.range(0, angles.size())
                        .filter(i -> angles.identity(i) == identity)
                        .toArray())
                .toArray(int[][]::new);
    }

    @Override
    public String label() {
        return "Range(" + LabelNumber.text(alpha) + ", " + LabelNumber.text(beta) + ", " + LabelNumber.text(m) + ")";
    }

    /** A function of few of the squared distances {@code [n, n]} between rows, by its slopes: few, so they are found in Java. */
    private static final class DistanceSlopes {
        private final Operators operators;
        private final NDArray distances;
        private final float[] numbers;
        private final float[] slopes;
        private final int n;

        DistanceSlopes(Angles angles, NDArray rows) {
            operators = angles.operators();
            NDArray squares = rows.square().sum(new int[] {1}, true);
            distances = operators
                    .mul(operators.linear(rows, rows), -2f)
                    .add(squares)
                    .add(squares.transpose());
            slopes = new float[(int) distances.size()];
            n = (int) rows.getShape().get(0);
            numbers = numbers(operators.stopGradient(rows).toFloatArray());
        }

        /** Of the rows once more where rows are near: a small difference of large numbers has lost its digits. */
        private float[] numbers(float[] rows) {
            float[] numbers = operators.stopGradient(distances).toFloatArray();
            int d = rows.length / n;
            for (int k = 0; k < numbers.length; k++) {
                double apart = 0;
                double lengths = 0;
                for (int c = 0; c < d; c++) {
                    double a = rows[k / n * d + c];
                    double b = rows[k % n * d + c];
                    apart += (a - b) * (a - b);
                    lengths += a * a + b * b;
                }
                if (apart < BLUNT * lengths) {
                    numbers[k] = (float) apart;
                }
            }
            return numbers;
        }

        double at(int[] pair) {
            return Math.max(NEAREST, numbers[pair[0] * n + pair[1]]);
        }

        void slope(int[] pair, double slope) {
            slopes[pair[0] * n + pair[1]] = (float) slope;
        }

        LossValue value(double number) {
            NDArray constant = HostToEngine.floats(distances.getManager(), slopes, new Shape(n, n));
            return new LossValue(
                    operators.mul(distances, constant).sum(),
                    HostToEngine.number(distances.getManager(), (float) number));
        }
    }
}
