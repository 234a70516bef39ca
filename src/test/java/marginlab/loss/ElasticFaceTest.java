package marginlab.loss;

import java.util.List;
import java.util.SplittableRandom;

final class ElasticFaceTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("ElasticFace-Arc(0.5, 0.05)", "ElasticFace-Cos(0.35, 0.05)");
    }

    @Override
    boolean forgetsOrder() {
        return false;
    }

    @Override
    double plain(Term term, Batch batch, Batch frozen) {
        ElasticFace elastic = (ElasticFace) term;
        SplittableRandom random = new SplittableRandom(7);
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int y = batch.labels()[i];
            double[] z = batch.cosines(i);
            double theta = batch.targetAngle(i);
            double m = elastic.m() + elastic.sigma() * random.nextGaussian();
            z[y] = elastic.kind() == ElasticFace.Kind.ARC ? Math.cos(theta + m) : z[y] - m;
            for (int j = 0; j < z.length; j++) {
                z[j] *= batch.factors().scale();
            }
            sum += Batch.crossEntropy(z, y);
        }
        return sum / batch.size();
    }
}
