package marginlab.loss;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import marginlab.loss.margin.LossFactors;

final class RangeLossTest extends TermContract {
    private static final String COLLAPSED = "Range(1, 0.5, 3)";

    @Override
    List<String> labels() {
        return List.of("Range(0.5, 0.3, 40)", "Range(1, 1, 0)", "Range(0, 1, 100)", COLLAPSED);
    }

    /** Its batch is of one long vector and small steps from it, so that products of single precision do not tell distances. */
    @Override
    SmallBatch batch(Term term, long seed, LossFactors factors) {
        SmallBatch batch = super.batch(term, seed, factors);
        if (!term.label().equals(COLLAPSED)) {
            return batch;
        }
        // One class has three members, whose largest distances are averaged.
        int[] labels = {0, 3, 0, 1, 3, 1, 0, 4};
        for (double[] row : batch.embeddings()) {
            for (int k = 0; k < row.length; k++) {
                row[k] = (float) (9 + 0.01 * row[k]);
            }
        }
        return new SmallBatch(batch.embeddings(), batch.centres(), batch.bias(), labels, factors);
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        RangeLoss range = (RangeLoss) term;
        double inside = 0;
        double nearest = Double.POSITIVE_INFINITY;
        List<double[]> means = new ArrayList<>();
        for (int identity = 0; identity < batch.classes(); identity++) {
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                if (batch.labels()[i] == identity) {
                    rows.add(batch.embeddings()[i]);
                }
            }
            if (rows.isEmpty()) {
                continue;
            }
            List<Double> squares = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                for (int j = 0; j < i; j++) {
                    squares.add(squared(rows.get(i), rows.get(j)));
                }
            }
            squares.sort(Comparator.reverseOrder());
            if (!squares.isEmpty()) {
                List<Double> largest = squares.subList(0, Math.min(2, squares.size()));
                inside += largest.size()
                        / largest.stream().mapToDouble(d -> 1 / d).sum();
            }
            double[] mean = new double[rows.get(0).length];
            for (double[] row : rows) {
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += row[k] / rows.size();
                }
            }
            for (double[] other : means) {
                nearest = Math.min(nearest, squared(mean, other));
            }
            means.add(mean);
        }
        return range.alpha() * inside + range.beta() * Math.max(0, range.m() - nearest);
    }

    private static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }
}
