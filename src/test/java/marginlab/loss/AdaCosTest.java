package marginlab.loss;

import java.util.List;

final class AdaCosTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("AdaCos");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int y = batch.labels()[i];
            double[] z = batch.cosines(i);
            for (int j = 0; j < z.length; j++) {
                z[j] *= Math.sqrt(2) * Math.log(batch.classes() - 1);
            }
            sum += SmallBatch.crossEntropy(z, y);
        }
        return sum / batch.size();
    }
}
