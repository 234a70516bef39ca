package marginlab.loss;

import java.util.List;

final class SFaceTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("SFace(80, 0.8, 1.23)", "SFace(4, 1, 1.5)");
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        SFace loss = (SFace) term;
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            for (int j = 0; j < batch.classes(); j++) {
                double angle = Math.acos(frozen.cosines(i)[j]);
                double cosine = batch.factors().scale() * batch.cosines(i)[j];
                sum += j == batch.labels()[i]
                        ? -cosine / (1 + Math.exp(-loss.k() * (angle - loss.a())))
                        : cosine / (1 + Math.exp(loss.k() * (angle - loss.b())));
            }
        }
        return sum / batch.size();
    }
}
