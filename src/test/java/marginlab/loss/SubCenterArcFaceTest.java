package marginlab.loss;

import java.util.List;
import marginlab.loss.margin.LossFactors;

final class SubCenterArcFaceTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("SubCenter(0.5, 3)", "SubCenter(0.3, 2)", "SubCenter(0.5, 1)");
    }

    @Override
    SmallBatch batch(Term term, long seed, LossFactors factors) {
        return SmallBatch.random(seed, factors).withCentresEach(term.centresEach());
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        SubCenterArcFace sub = (SubCenterArcFace) term;
        int classes = batch.classes() / term.centresEach();
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            double[] all = batch.cosines(i);
            double[] z = new double[classes];
            for (int j = 0; j < classes; j++) {
                z[j] = all[j];
                for (int k = 1; k < term.centresEach(); k++) {
                    z[j] = Math.max(z[j], all[k * classes + j]);
                }
            }
            int y = batch.labels()[i];
            z[y] = Math.cos(Math.acos(z[y]) + sub.m());
            for (int j = 0; j < classes; j++) {
                z[j] *= batch.factors().scale();
            }
            sum += SmallBatch.crossEntropy(z, y);
        }
        return sum / batch.size();
    }
}
