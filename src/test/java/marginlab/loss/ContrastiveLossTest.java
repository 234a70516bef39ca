package marginlab.loss;

import java.util.List;

final class ContrastiveLossTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("Contrastive(1)", "Contrastive(1.5)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double m = ((ContrastiveLoss) term).m();
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            for (int j = 0; j < batch.size(); j++) {
                if (i == j) {
                    continue;
                }
                boolean same = batch.labels()[i] == batch.labels()[j];
                double d = Math.sqrt(batch.squared(i, j));
                sum += same ? d * d / 2 : Math.pow(Math.max(0, m - d), 2) / 2;
            }
        }
        return sum / (batch.size() * (batch.size() - 1));
    }
}
