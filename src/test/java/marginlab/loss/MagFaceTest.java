package marginlab.loss;

import java.util.List;
import marginlab.loss.margin.LossFactors;

final class MagFaceTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("MagFace(0.45, 0.8, 35)", "MagFace(0.1, 0.4, 0)");
    }

    @Override
    SmallBatch batch(long seed, LossFactors factors) {
        return SmallBatch.random(seed, factors).longer(8);
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        MagFace mag = (MagFace) term;
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int y = batch.labels()[i];
            double[] z = batch.cosines(i);
            double theta = batch.targetAngle(i);
            double a = Math.max(10, Math.min(110, batch.norm(i)));
            z[y] = Math.cos(theta + mag.low() + (mag.high() - mag.low()) * (a - 10) / 100);
            sum += mag.lambda() * (a / 12100 + 1 / a);
            for (int j = 0; j < z.length; j++) {
                z[j] *= batch.factors().scale();
            }
            sum += SmallBatch.crossEntropy(z, y);
        }
        return sum / batch.size();
    }
}
