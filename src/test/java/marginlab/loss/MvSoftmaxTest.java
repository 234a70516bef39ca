package marginlab.loss;

import java.util.List;

final class MvSoftmaxTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("MV-AM(0.35, 1.12)", "MV-Arc(0.35, 1.12)", "MV-Arc(0.5, 2)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        MvSoftmax mv = (MvSoftmax) term;
        boolean additive = mv.kind() == MvSoftmax.Kind.AM;
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int y = batch.labels()[i];
            double[] z = batch.cosines(i);
            double theta = batch.targetAngle(i);
            double margined = additive ? z[y] - mv.m() : Math.cos(theta + mv.m());
            for (int j = 0; j < z.length; j++) {
                if (j != y && z[j] > margined) {
                    z[j] = mv.t() * z[j] + mv.t() - 1;
                }
            }
            z[y] = z[y] > (additive ? mv.m() : 0) ? margined : z[y];
            for (int j = 0; j < z.length; j++) {
                z[j] *= batch.factors().scale();
            }
            sum += SmallBatch.crossEntropy(z, y);
        }
        return sum / batch.size();
    }
}
