package marginlab.loss;

import java.util.List;

final class IntraTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("Intra");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            sum += batch.targetAngle(i);
        }
        return sum / (Math.PI * batch.size());
    }
}
