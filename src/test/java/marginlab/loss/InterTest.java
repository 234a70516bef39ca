package marginlab.loss;

import java.util.List;

final class InterTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("Inter");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double sum = 0;
        for (int label : batch.labels()) {
            for (int j = 0; j < batch.classes(); j++) {
                sum += j == label ? 0 : SmallBatch.angle(batch.centres()[label], batch.centres()[j]);
            }
        }
        return -sum / (Math.PI * batch.size() * (batch.classes() - 1));
    }
}
