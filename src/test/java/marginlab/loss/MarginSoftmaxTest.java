package marginlab.loss;

import java.util.ArrayList;
import java.util.List;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.Margin;
import marginlab.loss.margin.MarginGradient;

final class MarginSoftmaxTest extends TermContract {
    @Override
    List<String> labels() {
        return List.of("NS", "ArcFace(0.5)", "CosFace(0.35)", "SphereFace(4)", "CM(0.9, 0.4, 0.15)");
    }

    @Override
    List<LossFactors> factors() {
        List<LossFactors> all = new ArrayList<>();
        for (BeyondPi beyondPi : BeyondPi.values()) {
            all.add(new LossFactors(8, MarginGradient.EXACT, beyondPi));
        }
        all.add(new LossFactors(8, MarginGradient.STRAIGHT_THROUGH, BeyondPi.RAW));
        all.add(new LossFactors(8, MarginGradient.STRAIGHT_THROUGH, BeyondPi.CLAMP));
        all.add(new LossFactors(8, MarginGradient.EXACT, BeyondPi.RAW, 0.1));
        return all;
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        Margin margin = ((MarginSoftmax) term).margin();
        LossFactors factors = batch.factors();
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            double[] logits = new double[batch.classes()];
            for (int j = 0; j < logits.length; j++) {
                logits[j] = factors.scale() * SmallBatch.cosine(batch.embeddings()[i], batch.centres()[j]);
            }
            double target = psi(margin, batch.targetAngle(i), factors.beyondPi());
            if (factors.gradient() == MarginGradient.STRAIGHT_THROUGH) {
                double then = frozen.targetAngle(i);
                target = Math.cos(batch.targetAngle(i)) + psi(margin, then, factors.beyondPi()) - Math.cos(then);
            }
            logits[batch.labels()[i]] = factors.scale() * target;
            sum += SmallBatch.crossEntropy(logits, batch.labels()[i], factors.smoothing());
        }
        return sum / batch.size();
    }

    private static double psi(Margin margin, double theta, BeyondPi beyondPi) {
        double phi = margin.m1() * theta + margin.m2();
        double c = Math.cos(theta);
        switch (beyondPi) {
            case SINPI:
                return (phi < Math.PI ? Math.cos(phi) : c - margin.m2() * Math.sin(Math.PI - margin.m2()))
                        - margin.m3();
            case EASY:
                return (c > 0 ? Math.cos(phi) : c) - margin.m3();
            case ZERO:
                return (phi < Math.PI ? Math.cos(phi) : c) - margin.m3();
            case CLIP:
                return Math.cos(Math.max(1e-3, Math.min(Math.PI - 1e-3, phi))) - margin.m3();
            case CLAMP:
                return Math.cos(Math.max(1e-5, Math.min(3.14159, phi))) - margin.m3();
            case CONTINUOUS:
                int k = (int) (phi / Math.PI);
                return (k % 2 == 0 ? 1 : -1) * Math.cos(phi) - 2 * k - margin.m3();
            default:
                return Math.cos(phi) - margin.m3();
        }
    }
}
