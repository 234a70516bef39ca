package marginlab.loss;

import java.util.List;

final class MarginalTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("Marginal(1.2, 0.3)");
    }

    @Override
    double plain(Term term, Batch batch, Batch frozen) {
        Marginal marginal = (Marginal) term;
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
