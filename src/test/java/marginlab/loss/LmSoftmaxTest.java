package marginlab.loss;

import java.util.List;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;

final class LmSoftmaxTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("LM-Softmax");
    }

    @Override
    List<LossFactors> factors() {
        return List.of(
                new LossFactors(64, MarginGradient.EXACT, BeyondPi.RAW),
                new LossFactors(4, MarginGradient.EXACT, BeyondPi.RAW));
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        double s = batch.factors().scale();
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            double[] cosines = batch.cosines(i);
            int label = batch.labels()[i];
            double odds = 0;
            for (int j = 0; j < cosines.length; j++) {
                odds += j == label ? 0 : Math.exp(s * (cosines[j] - cosines[label]));
            }
            sum += Math.log(odds) / s;
        }
        return sum / batch.size();
    }
}
