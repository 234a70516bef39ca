package marginlab.loss;

import java.util.List;

final class CurricularFaceTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("CurricularFace(0.5)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double mean = 0;
        for (int i = 0; i < frozen.size(); i++) {
            mean += Math.cos(frozen.targetAngle(i)) / frozen.size();
        }
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int y = batch.labels()[i];
            double[] z = batch.cosines(i);
            double theta = batch.targetAngle(i);
            double margined = Math.cos(theta + ((CurricularFace) term).m());
            for (int j = 0; j < z.length; j++) {
                if (j != y && z[j] > margined) {
                    z[j] *= 0.01 * mean + z[j];
                }
            }
            z[y] = margined;
            for (int j = 0; j < z.length; j++) {
                z[j] *= batch.factors().scale();
            }
            sum += SmallBatch.crossEntropy(z, y);
        }
        return sum / batch.size();
    }
}
