package marginlab.loss;

import java.util.List;

final class CircleLossTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("Circle(0.25, 16)", "Circle(0.4, 32)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        CircleLoss circle = (CircleLoss) term;
        double m = circle.m();
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int y = batch.labels()[i];
            double[] z = batch.cosines(i);
            double[] then = frozen.cosines(i);
            for (int j = 0; j < z.length; j++) {
                double weight = Math.max(0, j == y ? 1 + m - then[j] : then[j] + m);
                z[j] = circle.gamma() * weight * (z[j] - (j == y ? 1 - m : m));
            }
            sum += SmallBatch.crossEntropy(z, y);
        }
        return sum / batch.size();
    }
}
