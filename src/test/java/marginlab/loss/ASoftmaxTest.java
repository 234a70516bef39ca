package marginlab.loss;

import java.util.List;

final class ASoftmaxTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("A-Softmax(4, 5, 1000, 0.12)", "A-Softmax(4, 5, 0, 0)", "A-Softmax(2, 0, 1, 9)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        ASoftmax sphere = (ASoftmax) term;
        double lambda = Math.max(sphere.low(), sphere.first() / (1 + sphere.fall()));
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int y = batch.labels()[i];
            double[] z = batch.cosines(i);
            double phi = sphere.m() * batch.targetAngle(i);
            int k = (int) (phi / Math.PI);
            double psi = (k % 2 == 0 ? 1 : -1) * Math.cos(phi) - 2 * k;
            z[y] = (lambda * z[y] + psi) / (1 + lambda);
            for (int j = 0; j < z.length; j++) {
                z[j] *= batch.norm(i);
            }
            sum += SmallBatch.crossEntropy(z, y);
        }
        return sum / batch.size();
    }
}
