package marginlab.loss;

import java.util.List;

final class MarginalLossTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("Marginal(1.2, 0.3)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        MarginalLoss marginal = (MarginalLoss) term;
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            for (int j = 0; j < batch.size(); j++) {
                if (i == j) {
                    continue;
                }
                boolean same = batch.labels()[i] == batch.labels()[j];
                double beyond = (same ? 1 : -1) * (marginal.theta() - batch.squared(i, j));
                sum += Math.max(0, marginal.xi() - beyond);
            }
        }
        return sum / (batch.size() * (batch.size() - 1));
    }
}
