package marginlab.loss;

import java.util.List;

final class SupConTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("SupCon(0.07)", "SupCon(0.5)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double tau = ((SupCon) term).tau();
        double sum = 0;
        int anchors = 0;
        for (int i = 0; i < batch.size(); i++) {
            double all = 0;
            double logits = 0;
            int positives = 0;
            for (int j = 0; j < batch.size(); j++) {
                double logit = SmallBatch.cosine(batch.embeddings()[i], batch.embeddings()[j]) / tau;
                all += i == j ? 0 : Math.exp(logit);
                if (i != j && batch.labels()[i] == batch.labels()[j]) {
                    logits += logit;
                    positives++;
                }
            }
            if (positives > 0) {
                sum += Math.log(all) - logits / positives;
                anchors++;
            }
        }
        return sum / anchors;
    }
}
