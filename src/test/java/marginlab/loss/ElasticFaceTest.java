package marginlab.loss;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

final class ElasticFaceTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of(
                "ElasticFace-Arc(0.5, 0.05)",
                "ElasticFace-Cos(0.35, 0.05)",
                "ElasticFace-Arc-Plus(0.5, 0.0175)",
                "ElasticFace-Cos-Plus(0.35, 0.02)");
    }

    @Override
    boolean forgetsOrder() {
        return false;
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        ElasticFace elastic = (ElasticFace) term;
        boolean angular = elastic.label().contains("-Arc");
        double[] margins = margins(elastic, frozen);
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int y = batch.labels()[i];
            double[] z = batch.cosines(i);
            z[y] = angular ? Math.cos(batch.targetAngle(i) + margins[i]) : z[y] - margins[i];
            for (int j = 0; j < z.length; j++) {
                z[j] *= batch.factors().scale();
            }
            sum += SmallBatch.crossEntropy(z, y);
        }
        return sum / batch.size();
    }

    private static double[] margins(ElasticFace elastic, SmallBatch batch) {
        SplittableRandom random = new SplittableRandom(7);
        double[] drawn = new double[batch.size()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = elastic.m() + elastic.sigma() * random.nextGaussian();
        }
        if (!elastic.label().contains("-Plus")) {
            return drawn;
        }
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        double[] handed = new double[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            double own = batch.targetAngle(i);
            long nearer = IntStream.range(0, drawn.length)
                    .filter(j -> batch.targetAngle(j) < own)
                    .count();
            handed[i] = sorted[(int) nearer];
        }
        return handed;
    }
}
