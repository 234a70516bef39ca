package marginlab.loss;

import java.util.List;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.Margin;
import marginlab.loss.margin.MarginGradient;

final class ArcNegFaceTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("ArcNegFace(0.5, 1.2, 2)", "ArcNegFace(0.3, 1, 0.5)");
    }

    @Override
    List<LossFactors> factors() {
        return List.of(
                new LossFactors(16, MarginGradient.EXACT, BeyondPi.RAW),
                new LossFactors(16, MarginGradient.EXACT, BeyondPi.CLIP, 0.1),
                new LossFactors(16, MarginGradient.STRAIGHT_THROUGH, BeyondPi.RAW));
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        ArcNegFace loss = (ArcNegFace) term;
        LossFactors factors = batch.factors();
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int label = batch.labels()[i];
            double[] logits = batch.cosines(i);
            double constant = target(loss, frozen, i);
            for (int j = 0; j < logits.length; j++) {
                double t = loss.alpha() * Math.exp(-Math.pow(frozen.cosines(i)[j] - constant, 2) / loss.sigma());
                logits[j] = factors.scale() * (t * logits[j] + t - 1);
            }
            double own = factors.gradient() == MarginGradient.EXACT
                    ? target(loss, batch, i)
                    : constant - frozen.cosines(i)[label] + batch.cosines(i)[label];
            logits[label] = factors.scale() * own;
            sum += SmallBatch.crossEntropy(logits, label, factors.smoothing());
        }
        return sum / batch.size();
    }

    private static double target(ArcNegFace loss, SmallBatch batch, int i) {
        return new Margin(1, loss.m(), 0)
                .targetLogit(batch.targetAngle(i), batch.factors().beyondPi());
    }
}
