package marginlab.loss;

import java.util.List;
import marginlab.loss.margin.BeyondPi;
import marginlab.loss.margin.LossFactors;
import marginlab.loss.margin.MarginGradient;

final class SphereFace2Test extends TermContract {
    @Override
    List<String> labels() {
        return List.of("SphereFace2(0.4, 40, 3, 0.7)", "SphereFace2(0.2, 5, 2, 0.4)");
    }

    @Override
    List<LossFactors> factors() {
        return List.of(
                new LossFactors(16, MarginGradient.EXACT, BeyondPi.RAW),
                new LossFactors(16, MarginGradient.STRAIGHT_THROUGH, BeyondPi.RAW));
    }

    @Override
    double plain(Term term, SmallBatch batch, SmallBatch frozen) {
        SphereFace2 loss = (SphereFace2) term;
        double b = loss.numbers(batch.classes()).values().iterator().next();
        return plain(loss, batch, frozen, b);
    }

    static double plain(SphereFace2 loss, SmallBatch batch, SmallBatch frozen, double b) {
        boolean exact = batch.factors().gradient() == MarginGradient.EXACT;
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            for (int j = 0; j < batch.classes(); j++) {
                double cosine = batch.cosines(i)[j];
                double constant = frozen.cosines(i)[j];
                double similarity = exact ? g(loss, cosine) : g(loss, constant) - constant + cosine;
                boolean own = j == batch.labels()[i];
                double z = loss.r() * (similarity + (own ? -loss.m() : loss.m())) + b;
                double weight = own ? loss.lambda() : 1 - loss.lambda();
                sum += weight * Math.log1p(Math.exp(own ? -z : z));
            }
        }
        return sum / loss.r() / batch.size();
    }

    private static double g(SphereFace2 loss, double cosine) {
        return 2 * Math.pow((cosine + 1) / 2, loss.t()) - 1;
    }
}
