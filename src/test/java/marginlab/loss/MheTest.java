package marginlab.loss;

import java.util.List;

final class MheTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("MHE(0)", "MHE(1)", "MHE(2)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double s = ((Mhe) term).s();
        double sum = 0;
        for (int label : batch.labels()) {
            for (int j = 0; j < batch.classes(); j++) {
                double apart = Math.sqrt(2 - 2 * SmallBatch.cosine(batch.centres()[label], batch.centres()[j]));
                if (j != label) {
                    sum += s == 0 ? Math.log(1 / apart) : Math.pow(apart, -s);
                }
            }
        }
        return sum / (batch.size() * (batch.classes() - 1));
    }
}
