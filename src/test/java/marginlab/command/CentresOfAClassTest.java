package marginlab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import marginlab.command.context.CommandShell;
import marginlab.file.npy.Npy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several centres a class, as the verb reads them: a plain loop over float64 beside it. */
final class CentresOfAClassTest {
    @TempDir
    private Path folder;

    private AxisArrays arrays;

    @BeforeEach
    void writeArrays() {
        arrays = AxisArrays.in(folder);
    }

    private CommandShell.Answer loss(String label, String... more) {
        return arrays.loss(label, more);
    }

    private String file(String name) {
        return arrays.file(name);
    }

    /** Centre k of class j is row K j + k: expected is a plain loop over float64, and whose centre moves. */
    @ParameterizedTest(name = "{0} centres a class of {1}")
    @CsvSource({"2, 3", "3, 2", "3, 5", "4, 4"})
    void readsSeveralCentresOfAClassInInsightfacesOrder(int each, int classes) throws Exception {
        SplittableRandom random = new SplittableRandom(each);
        float[][] x = gaussian(random, 6);
        float[][] w = gaussian(random, each * classes);
        long[] y = new long[x.length];
        Arrays.setAll(y, i -> i % classes);
        Npy.write(folder.resolve("e.npy"), x);
        Npy.write(folder.resolve("w.npy"), w);
        Npy.write(folder.resolve("y.npy"), y);
        double sum = 0;
        boolean[] nearest = new boolean[w.length];
        for (int i = 0; i < x.length; i++) {
            double[] z = new double[classes];
            for (int j = 0; j < classes; j++) {
                int best = each * j;
                for (int row = each * j; row < each * (j + 1); row++) {
                    best = cosine(x[i], w[row]) > cosine(x[i], w[best]) ? row : best;
                }
                nearest[best] = true;
                double theta = Math.acos(cosine(x[i], w[best]));
                z[j] = 8 * Math.cos(j == y[i] ? theta + 0.5 : theta);
            }
            double total = 0;
            for (double logit : z) {
                total += Math.exp(logit - z[(int) y[i]]);
            }
            sum += Math.log(total);
        }

        CommandShell.Answer answer =
                loss("SubCenter(0.5, " + each + ")", "--centres", file("w"), "--scale", "8", "--json");

        assertThat(answer.code()).isZero();
        double value = answer.json().getAsJsonObject().get("value").getAsDouble();
        assertThat(value).isCloseTo(sum / x.length, within(1e-5 * sum));
        float[][] gradient = Npy.floatRows(folder.resolve("centres-gradient.npy"));
        for (int row = 0; row < w.length; row++) {
            double length = 0;
            for (float one : gradient[row]) {
                length += Math.abs(one);
            }
            assertThat(length > 0).as("row " + row).isEqualTo(nearest[row]);
        }
    }

    private static float[][] gaussian(SplittableRandom random, int rows) {
        float[][] matrix = new float[rows][4];
        for (float[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return matrix;
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
