package marginlab.loss;

import java.util.List;

final class P2SGradTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("P2SGrad");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            double[] z = batch.cosines(i);
            for (int j = 0; j < z.length; j++) {
                sum += Math.pow(z[j] - (j == batch.labels()[i] ? 1 : 0), 2);
            }
        }
        return sum / (2 * batch.size());
    }
}
