package marginlab.loss;

import java.util.List;

final class CenterTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("Center(0.5)");
    }

    @Override
    double plain(Term term, Batch batch, Batch frozen) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            // The centres begin at zero.
            sum += Batch.dot(batch.embeddings()[i], batch.embeddings()[i]) / 2;
        }
        return sum / batch.size();
    }
}
