package marginlab.loss;

import java.util.List;

final class SphereFaceRTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("SphereFace-R(1.7)", "SphereFace-R(3)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int y = batch.labels()[i];
            double[] z = batch.cosines(i);
            double theta = batch.targetAngle(i);
            double phi = ((SphereFaceR) term).m() * theta;
            int k = (int) (phi / Math.PI);
            z[y] = (k % 2 == 0 ? 1 : -1) * Math.cos(phi) - 2 * k;
            for (int j = 0; j < z.length; j++) {
                z[j] *= batch.factors().scale();
            }
            sum += SmallBatch.crossEntropy(z, y);
        }
        return sum / batch.size();
    }
}
