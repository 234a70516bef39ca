package marginlab.loss;

import java.util.List;

final class CenterLossTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("Center(0.5)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            // The centres begin at zero.
            sum += SmallBatch.dot(batch.embeddings()[i], batch.embeddings()[i]) / 2;
        }
        return sum / batch.size();
    }
}
