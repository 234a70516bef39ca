package marginlab.loss;

import java.util.List;

final class SoftmaxTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("Softmax");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            double[] logits = new double[batch.classes()];
            for (int j = 0; j < logits.length; j++) {
                logits[j] = SmallBatch.dot(batch.embeddings()[i], batch.centres()[j]) + batch.bias()[j];
            }
            sum += SmallBatch.crossEntropy(logits, batch.labels()[i]);
        }
        return sum / batch.size();
    }
}
